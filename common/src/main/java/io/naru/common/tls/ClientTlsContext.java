package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a client brings to a handshake: its own identity, and the key that it expects. There is one context for each
 * expected key, since what a context has once accepted it wouldn't be asked about again when a session is resumed.
 *
 * <p>Threading: immutable; any thread.
 */
public final class ClientTlsContext {
    private final SSLContext context;
    private final Optional<Fingerprint> expected;

    private ClientTlsContext(Identity own, Optional<Fingerprint> expected) {
        this.context = TlsSettings.context(own, new PinnedRelay(expected));
        this.expected = expected;
    }

    /** A context that accepts one key; with any other the handshake fails ({@link PinMismatchException}). */
    public static ClientTlsContext of(Identity own, Fingerprint expected) {
        return new ClientTlsContext(own, Optional.of(expected));
    }

    /** A context that accepts no key and only learns which one there is ({@link UnknownRelayException}). */
    public static ClientTlsContext probing(Identity own) {
        return new ClientTlsContext(own, Optional.empty());
    }

    /** The key that is accepted; empty if none is. */
    public Optional<Fingerprint> expected() {
        return expected;
    }

    /**
     * For engines, each to be set by {@link TlsSettings#configureClient}. Whoever uses them compares
     * {@link TlsPeer#fingerprint} with {@link #expected} after the handshake; {@link TlsSocket} does so by itself.
     */
    public SSLContext sslContext() {
        return context;
    }
}
