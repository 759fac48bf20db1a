package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** The other side of a {@link TlsSocket}: takes one connection on a thread of its own. */
final class TestRelay {
    /** What it does with the connection. */
    interface Service<T> {
        T serve(Socket accepted) throws Exception;
    }

    private TestRelay() {}

    /** Takes one connection, and closes it when the service is done; gives what the service gave. */
    static <T> CompletableFuture<T> serving(ServerSocket listener, Service<T> service) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Socket accepted = listener.accept()) {
                result.complete(service.serve(accepted));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Echoes what comes; gives who the client was, once it is gone. */
    static CompletableFuture<Optional<Fingerprint>> echoing(Identity identity, ServerSocket listener) {
        return echoing(RelayTlsContext.of(identity), listener);
    }

    static CompletableFuture<Optional<Fingerprint>> echoing(SSLContext context, ServerSocket listener) {
        return serving(listener, accepted -> {
            SSLSocket tls = server(context, accepted);
            tls.startHandshake();
            Optional<Fingerprint> peer = TlsPeer.fingerprint(tls.getSession());
            tls.getInputStream().transferTo(tls.getOutputStream());
            return peer;
        });
    }

    /** The relay's end, set as an engine of the relay is. */
    static SSLSocket server(SSLContext context, Socket accepted) throws IOException {
        SSLEngine model = context.createSSLEngine();
        TlsSettings.configureRelay(model);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
        tls.setUseClientMode(false);
        tls.setSSLParameters(model.getSSLParameters());
        return tls;
    }
}
