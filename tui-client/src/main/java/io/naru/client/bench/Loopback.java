package io.naru.client.bench;

import io.naru.client.data.PeerLine;
import io.naru.client.data.TlsPeerLine;
import io.naru.client.data.Tokens;
import io.naru.client.data.Way;
import io.naru.common.identity.Identity;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.tls.PeerTls;
import io.naru.common.tls.TlsLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Connections of this process with itself.
 *
 * <p>Threading: any.
 */
final class Loopback {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final TransferToken TOKEN = new TransferToken("benchmark");

    private final Identity owner;
    private final Identity requester;
    private final Executor threads;

    Loopback(Identity owner, Identity requester, Executor threads) {
        this.owner = owner;
        this.requester = requester;
        this.threads = threads;
    }

    /** Two ends of a bare connection. */
    static SocketChannel[] sockets() throws IOException {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel[] ends = {SocketChannel.open(door.getLocalAddress()), door.accept()};
            for (SocketChannel end : ends) {
                // As users' clients do: half a handshake would else wait 40 ms for an acknowledgement.
                end.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return ends;
        }
    }

    /** Connects as users do; what the owner does with its end is done on a thread of its own. */
    PeerLine line(Consumer<PeerLine> serving) throws IOException {
        TlsLine tls = tls(accepted -> {
            try {
                Tokens.expect(accepted);
                Tokens.accept(accepted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            serving.accept(new TlsPeerLine(UserName.of("requester"), Way.DIRECT, accepted));
        });
        Tokens.send(tls, TOKEN);
        Tokens.expectAcceptance(tls);
        return new TlsPeerLine(UserName.of("owner"), Way.DIRECT, tls);
    }

    /** TLS and nothing else. */
    TlsLine tls(Consumer<TlsLine> serving) throws IOException {
        SocketChannel[] ends = sockets();
        CompletableFuture<Void> accepted = CompletableFuture.runAsync(
                () -> {
                    try {
                        serving.accept(PeerTls.accept(ends[1], owner, TIMEOUT));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                threads);
        try {
            return PeerTls.connect(ends[0], requester, owner.fingerprint(), TIMEOUT);
        } catch (IOException e) {
            if (accepted.isCompletedExceptionally()) {
                try {
                    accepted.join();
                } catch (CompletionException cause) {
                    e.addSuppressed(cause);
                }
            }
            throw e;
        }
    }
}
