package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Makes TLS between two users' clients out of a connected socket. Whoever connected is TLS's client; both show their
 * certificates.
 *
 * <p>Threading: stateless; each call blocks its thread.
 */
public final class PeerTls {
    private PeerTls() {}

    /**
     * The side that connected. In TLS 1.3 it is done before the other side has judged its certificate: only the first
     * octet that is read shows that it was accepted.
     *
     * @param connected blocking; owned by the result afterwards, closed if there is none
     * @param expected the key that the other side must prove
     * @param timeout for the whole handshake, however slowly its octets come
     * @throws PinMismatchException if another key was shown than the expected one
     * @throws SocketTimeoutException if it took too long
     * @throws IOException if it failed otherwise; its message tells a reason as the end of a sentence
     */
    public static TlsLine connect(SocketChannel connected, Identity own, Fingerprint expected, Duration timeout)
            throws IOException {
        SSLEngine engine = ClientTlsContext.of(own, expected).sslContext().createSSLEngine();
        TlsSettings.configureClient(engine);
        return handshake(connected, engine, Optional.of(expected), timeout);
    }

    /**
     * The side that was connected to. Any sound key is let in: whose it is shows when the token is proven, and the
     * caller compares {@link TlsLine#peerKey} with the one that the token is for.
     *
     * @param accepted blocking; owned by the result afterwards, closed if there is none
     * @param timeout for the whole handshake, however slowly its octets come
     * @throws SocketTimeoutException if it took too long
     * @throws IOException if it failed otherwise; its message tells a reason as the end of a sentence
     */
    public static TlsLine accept(SocketChannel accepted, Identity own, Duration timeout) throws IOException {
        SSLEngine engine = RelayTlsContext.of(own).createSSLEngine();
        TlsSettings.configureOwner(engine);
        return handshake(accepted, engine, Optional.empty(), timeout);
    }

    private static TlsLine handshake(
            SocketChannel channel, SSLEngine engine, Optional<Fingerprint> expected, Duration timeout)
            throws IOException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Boolean> isLate = end.thenApply(done -> false)
                .completeOnTimeout(true, timeout.toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(late -> late && TlsLine.closed(channel));
        try {
            TlsLine line = attempt(channel, engine, expected);
            end.complete(null);
            if (isLate.join()) {
                throw tooLate(timeout);
            }
            return line;
        } catch (IOException e) {
            end.complete(null);
            TlsLine.closed(channel);
            throw isLate.join() ? tooLate(timeout) : HandshakeFault.explained(e, expected);
        }
    }

    private static TlsLine attempt(SocketChannel channel, SSLEngine engine, Optional<Fingerprint> expected)
            throws IOException {
        TlsRecords records = new TlsRecords(channel, engine);
        records.handshake();
        Fingerprint seen = TlsPeer.fingerprint(engine.getSession())
                .orElseThrow(() -> new SSLException("the other side showed no key"));
        if (expected.isPresent() && !expected.get().equals(seen)) {
            throw new PinMismatchException(expected.get(), seen);
        }
        return new TlsLine(channel, records, seen);
    }

    private static SocketTimeoutException tooLate(Duration timeout) {
        return new SocketTimeoutException(
                "the TLS handshake wasn't done within " + timeout.toMillis() / 1000.0 + " seconds");
    }
}
