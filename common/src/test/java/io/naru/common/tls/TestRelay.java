package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;

/** The other side of a {@link TlsSocket}: takes one connection on a thread of its own and echoes it. */
final class TestRelay {
    private TestRelay() {}

    /** Who the client was, once it is gone. */
    static CompletableFuture<Optional<Fingerprint>> echoing(Identity identity, ServerSocket listener) {
        CompletableFuture<Optional<Fingerprint>> client = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Socket accepted = listener.accept();
                    SSLSocket tls = server(identity, accepted)) {
                tls.startHandshake();
                Optional<Fingerprint> peer = TlsPeer.fingerprint(tls.getSession());
                tls.getInputStream().transferTo(tls.getOutputStream());
                client.complete(peer);
            } catch (IOException e) {
                client.completeExceptionally(new UncheckedIOException(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    static SSLSocket server(Identity identity, Socket accepted) throws IOException {
        SSLSocket tls = (SSLSocket)
                RelayTlsContext.of(identity).getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
        tls.setUseClientMode(false);
        tls.setWantClientAuth(true);
        return tls;
    }
}
