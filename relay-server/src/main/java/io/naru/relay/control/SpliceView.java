package io.naru.relay.control;

import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.Objects;

/**
 * A way through the relay as it stands.
 *
 * @param asker who asked for it
 * @param other with whom
 * @param since when it was asked for
 * @param isComplete whether both sides have come
 * @param octets what has passed, both directions together
 */
public record SpliceView(UserName asker, UserName other, Instant since, boolean isComplete, long octets) {
    public SpliceView {
        Objects.requireNonNull(asker);
        Objects.requireNonNull(other);
        Objects.requireNonNull(since);
    }
}
