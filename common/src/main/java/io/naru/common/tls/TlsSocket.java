package io.naru.common.tls;

import io.naru.common.message.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * The client's end of TLS over a connected socket, after a handshake in which the other side proved the expected key.
 *
 * <p>Closing ends the TCP connection at once, also under a thread that is blocked in reading or writing: TLS's own
 * goodbye would wait for a writer that the other side doesn't read from. Protocols here say goodbye in frames.
 *
 * <p>Threading: one thread reads, one writes; {@link #close} from any, never blocked by them.
 */
public final class TlsSocket implements Closeable {
    private final Socket raw;
    private final InputStream input;
    private final OutputStream output;
    private final Fingerprint peer;

    private TlsSocket(Socket raw, SSLSocket tls, Fingerprint peer) throws IOException {
        this.raw = raw;
        this.input = tls.getInputStream();
        this.output = tls.getOutputStream();
        this.peer = peer;
    }

    /**
     * Does the handshake; blocks until it is done or has failed. In TLS 1.3 the client is done before the other side has
     * judged the client's certificate: only the first octet that is read shows that it was accepted.
     *
     * @param connected a connected socket; owned by the result afterwards, closed if there is none
     * @param timeout for the whole handshake, however slowly its octets come
     * @throws UnknownRelayException if no key was expected; carries the one that was shown
     * @throws PinMismatchException if another key was shown than the expected one
     * @throws SocketTimeoutException if it took too long
     * @throws IOException if it failed otherwise; its message tells a reason as the end of a sentence
     */
    public static TlsSocket handshake(Socket connected, ClientTlsContext context, Duration timeout) throws IOException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Boolean> isLate = end.thenApply(done -> false)
                .completeOnTimeout(true, timeout.toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(late -> late && closed(connected));
        try {
            TlsSocket socket = attempt(connected, context);
            end.complete(null);
            if (isLate.join()) {
                throw tooLate(timeout);
            }
            return socket;
        } catch (IOException e) {
            end.complete(null);
            closed(connected);
            throw isLate.join() ? tooLate(timeout) : HandshakeFault.explained(e, context.expected());
        }
    }

    private static TlsSocket attempt(Socket connected, ClientTlsContext context) throws IOException {
        // By number, so that no name is looked up, and none is told to whoever watches the line.
        String address = connected.getInetAddress().getHostAddress();
        SSLSocket tls = (SSLSocket)
                context.sslContext().getSocketFactory().createSocket(connected, address, connected.getPort(), true);
        TlsSettings.configureClient(tls);
        tls.startHandshake();
        Fingerprint seen = TlsPeer.fingerprint(tls.getSession())
                .orElseThrow(() -> new SSLException("the TLS handshake ended without a key"));
        if (context.expected().isEmpty()) {
            throw new UnknownRelayException(seen);
        }
        if (!seen.equals(context.expected().get())) {
            throw new PinMismatchException(context.expected().get(), seen);
        }
        return new TlsSocket(connected, tls, seen);
    }

    private static SocketTimeoutException tooLate(Duration timeout) {
        return new SocketTimeoutException(
                "the TLS handshake wasn't done within " + timeout.toMillis() / 1000.0 + " seconds");
    }

    /** Closes, come what may: there is somebody else who reports why. Always true. */
    private static boolean closed(Socket socket) {
        try {
            socket.close();
            return true;
        } catch (IOException e) {
            // The descriptor is given back all the same.
            return true;
        }
    }

    /** What the other side sends, decrypted. Its end without TLS's goodbye is an end like any other. */
    public InputStream input() {
        return input;
    }

    /** What the other side is sent; each write becomes a record of its own, and needs no flush. */
    public OutputStream output() {
        return output;
    }

    /** The key that the other side has proven; always the expected one. */
    public Fingerprint peer() {
        return peer;
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
