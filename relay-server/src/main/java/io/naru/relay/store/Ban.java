package io.naru.relay.store;

import io.naru.common.message.FreeText;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody is kept out, or kept silent.
 *
 * @param kind which of the two
 * @param target whom it holds for; a mute holds for a user
 * @param by who said so, absent for whoever runs the relay
 * @param since from when; kept in milliseconds
 * @param until to when, for good if absent; kept in milliseconds
 * @param reason one line of at most {@value Limits#REASON_OCTETS} octets; may be empty
 */
public record Ban(
        Kind kind,
        ModerationTarget target,
        Optional<UserName> by,
        Instant since,
        Optional<Instant> until,
        String reason) {
    /** What somebody is kept from. */
    public enum Kind {
        /** From coming in. */
        BAN,
        /** From saying anything. */
        MUTE
    }

    public Ban {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        FreeText.checkedLine("The reason of a ban", reason, Limits.REASON_OCTETS);
        if (kind == Kind.MUTE && !(target instanceof ModerationTarget.User)) {
            throw new IllegalArgumentException("a mute holds for a user, not for " + target);
        }
    }

    /** Whether it still holds; its last moment doesn't belong to it. */
    public boolean isActive(long nowMillis) {
        return until.isEmpty() || nowMillis < until.get().toEpochMilli();
    }
}
