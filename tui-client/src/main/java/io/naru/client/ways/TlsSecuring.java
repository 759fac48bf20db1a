package io.naru.client.ways;

import io.naru.client.data.Tokens;
import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import io.naru.common.tls.PeerTls;
import io.naru.common.tls.TlsLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * TLS with this install's key.
 *
 * <p>Threading: any.
 */
final class TlsSecuring implements Securing {
    private final Supplier<Optional<Identity>> identity;

    TlsSecuring(Supplier<Optional<Identity>> identity) {
        this.identity = identity;
    }

    @Override
    public Secured connect(SocketChannel connected, Fingerprint expected, Duration timeout) throws IOException {
        return new Line(PeerTls.connect(connected, own(), expected, timeout));
    }

    @Override
    public Secured accept(SocketChannel connected, Duration timeout) throws IOException {
        return new Line(PeerTls.accept(connected, own(), timeout));
    }

    private Identity own() throws IOException {
        return identity.get().orElseThrow(() -> new IOException("this install's own key can't be read"));
    }

    private record Line(TlsLine tls) implements Secured {
        @Override
        public Fingerprint peerKey() {
            return tls.peerKey();
        }

        @Override
        public void showToken(TransferToken token) throws IOException {
            Tokens.send(tls, token);
        }

        @Override
        public TransferToken awaitToken() throws IOException {
            return Tokens.expect(tls);
        }

        @Override
        public void sayReady() throws IOException {
            Tokens.accept(tls);
        }

        @Override
        public void awaitReady() throws IOException {
            Tokens.expectAcceptance(tls);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return tls.read(into);
        }

        @Override
        public void write(ByteBuffer... from) throws IOException {
            tls.write(from);
        }

        @Override
        public void breakOff() {
            tls.breakOff();
        }

        @Override
        public void close() throws IOException {
            tls.close();
        }
    }
}
