package io.naru.client.event;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A ban or a mute that is in force.
 *
 * @param verb {@code BAN} or {@code MUTE}
 * @param target whom it concerns
 * @param by who did it; empty for whoever runs the relay
 * @param since since when
 * @param until until when; empty for good
 * @param reason one line as it came; may be empty
 */
public record BanInForce(
        ModerationVerb verb,
        ModerationTarget target,
        Optional<UserName> by,
        Instant since,
        Optional<Instant> until,
        String reason) {
    public BanInForce {
        Objects.requireNonNull(verb);
        Objects.requireNonNull(target);
        Objects.requireNonNull(by);
        Objects.requireNonNull(since);
        Objects.requireNonNull(until);
        Objects.requireNonNull(reason);
    }
}
