package io.naru.relay.bench;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.tls.ClientTlsContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * The kinds of wires that there are.
 *
 * <p>Threading: each maker belongs to one load client.
 */
public final class LoadWires {
    private LoadWires() {}

    /** Without TLS. */
    public static LoadWire.Maker plain() {
        return (relay, user) -> new PlainLoadWire(relay);
    }

    /**
     * With TLS 1.3. What an identity needs for its handshakes is made once, here or when its first user comes.
     *
     * @param relay the key that the relay has
     * @param identityOf which identity a user shows
     */
    public static LoadWire.Maker tls(Fingerprint relay, Function<String, Identity> identityOf) {
        TlsLoadWire.Buffers buffers = new TlsLoadWire.Buffers();
        Map<Identity, SSLContext> contexts = new HashMap<>();
        return (address, user) -> new TlsLoadWire(
                address,
                contexts.computeIfAbsent(
                        identityOf.apply(user),
                        identity -> ClientTlsContext.of(identity, relay).sslContext()),
                buffers);
    }
}
