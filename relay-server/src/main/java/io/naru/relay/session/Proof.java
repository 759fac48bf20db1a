package io.naru.relay.session;

import io.naru.common.message.Fingerprint;
import io.naru.relay.net.Connection;
import java.util.Optional;

/**
 * What a connection has proven about who is at its other end.
 *
 * <p>Threading: confined to the relay's loop.
 */
@FunctionalInterface
public interface Proof {
    /** The key that the client has proven to have; empty without TLS, or where it showed none. */
    Optional<Fingerprint> keyOf(Connection connection);
}
