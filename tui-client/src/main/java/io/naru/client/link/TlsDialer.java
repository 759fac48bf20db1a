package io.naru.client.link;

import io.naru.client.trust.TrustFileException;
import io.naru.client.trust.TrustFiles;
import io.naru.common.identity.Identity;
import io.naru.common.identity.KnownRelay;
import io.naru.common.message.Fingerprint;
import io.naru.common.tls.ClientTlsContext;
import io.naru.common.tls.PinMismatchException;
import io.naru.common.tls.TlsSocket;
import io.naru.common.tls.UnknownRelayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * TLS over TCP, with the key that the relay is known by; plain TCP where the user said so. A key that was named for a
 * relay is written down once the relay has proven that it has it.
 *
 * <p>Threading: any thread; blocks on network and disk.
 */
public final class TlsDialer implements RelayDialer {
    private final TcpDialer tcp;
    private final TrustFiles trust;
    private final Duration handshakeTimeout;

    /** A dialer that gives a handshake so much time. */
    public TlsDialer(TcpDialer tcp, TrustFiles trust, Duration handshakeTimeout) {
        this.tcp = tcp;
        this.trust = trust;
        this.handshakeTimeout = handshakeTimeout;
    }

    /**
     * Connects.
     *
     * @throws UnknownRelayException if no key of the relay is known
     * @throws IOException also if the relay showed another key, doesn't speak TLS, or the files of known keys can't be
     *     used
     */
    @Override
    public RelayStream dial(RelayAddress relay, Protection protection) throws IOException {
        if (protection.isPlain()) {
            return tcp.dial(relay, protection);
        }
        Identity own = trust.identity();
        Optional<KnownRelay> known = trust.relay(relay.host(), relay.port());
        checkAgreement(relay, protection, known);
        Optional<Fingerprint> pin = protection.pin().or(() -> known.map(KnownRelay::fingerprint));
        Socket connected = tcp.connect(relay);
        TlsSocket socket = handshake(connected, own, pin, known);
        try {
            if (known.isEmpty()) {
                trust.rememberRelay(relay.host(), relay.port(), socket.peer());
            }
            trust.readPeers(socket.peer());
            return new TlsStream(connected, socket, own.fingerprint());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void checkAgreement(RelayAddress relay, Protection protection, Optional<KnownRelay> known)
            throws TrustFileException {
        boolean isOther = known.isPresent()
                && protection.pin().isPresent()
                && !protection.pin().get().equals(known.get().fingerprint());
        if (isOther) {
            throw new TrustFileException("The fingerprint that is expected of " + relay + ", "
                    + protection.pin().get() + ", isn't the one in line "
                    + known.get().line() + " of "
                    + trust.relaysFile() + ", " + known.get().fingerprint()
                    + ". If whoever runs the relay says that it has a new key, remove that line.");
        }
    }

    private TlsSocket handshake(Socket connected, Identity own, Optional<Fingerprint> pin, Optional<KnownRelay> known)
            throws IOException {
        ClientTlsContext context =
                pin.map(expected -> ClientTlsContext.of(own, expected)).orElseGet(() -> ClientTlsContext.probing(own));
        try {
            return TlsSocket.handshake(connected, context, handshakeTimeout);
        } catch (PinMismatchException e) {
            throw new RelayKeyException(e.expected(), e.seen(), known, trust.relaysFile(), e);
        } catch (UnknownRelayException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsFaultException(e, pin.isPresent());
        }
    }

    private record TlsStream(Socket raw, TlsSocket socket, Fingerprint own) implements RelayStream {
        @Override
        public InputStream input() {
            return socket.input();
        }

        @Override
        public OutputStream output() {
            return socket.output();
        }

        @Override
        public InetAddress localAddress() {
            return raw.getLocalAddress();
        }

        @Override
        public InetAddress remoteAddress() {
            return raw.getInetAddress();
        }

        @Override
        public Optional<Fingerprint> relayKey() {
            return Optional.of(socket.peer());
        }

        @Override
        public Optional<Fingerprint> ownKey() {
            return Optional.of(own);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
