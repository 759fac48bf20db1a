package io.naru.relay.control;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A connection as it stands.
 *
 * @param user absent before the login
 * @param role absent before the login
 * @param stage how far it is
 * @param remote where it comes from
 * @param level what it speaks
 * @param isEncrypted whether by TLS
 * @param fingerprint of the key that its client has proven to have
 * @param isMuted whether the user may say nothing
 * @param connectedAt when it came
 * @param idle since when nothing was heard from it
 * @param queuedOctets how much waits to be sent to it
 */
public record SessionView(
        Optional<UserName> user,
        Optional<Role> role,
        Stage stage,
        InetSocketAddress remote,
        Level level,
        boolean isEncrypted,
        Optional<Fingerprint> fingerprint,
        boolean isMuted,
        Instant connectedAt,
        Duration idle,
        long queuedOctets) {
    /** How far a connection is. */
    public enum Stage {
        /** It has said nothing yet. */
        CONNECTED,
        /** It must log in, or is looked up. */
        LOGGING_IN,
        /** Its user is in the room. */
        ONLINE,
        /** It was told why it ends, and may take that. */
        CLOSING
    }

    public SessionView {
        Objects.requireNonNull(user);
        Objects.requireNonNull(role);
        Objects.requireNonNull(stage);
        Objects.requireNonNull(remote);
        Objects.requireNonNull(level);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(connectedAt);
        Objects.requireNonNull(idle);
    }
}
