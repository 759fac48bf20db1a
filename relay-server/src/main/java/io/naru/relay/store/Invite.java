package io.naru.relay.store;

import io.naru.common.message.FreeText;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An invite as the store knows it: without its code, which nobody can read out of the store again.
 *
 * @param uses how many accounts may be made with it, 1 to {@value #USES_MAX}
 * @param expiresAt until when; kept in milliseconds
 * @param createdAt when it was made; kept in milliseconds
 * @param createdBy who made it, absent for whoever runs the relay
 * @param note for whoever made it, one line of at most {@value Limits#REASON_OCTETS} octets; may be empty
 */
public record Invite(int uses, Instant expiresAt, Instant createdAt, Optional<UserName> createdBy, String note) {
    /** The most uses of an invite. */
    public static final int USES_MAX = 100_000;

    public Invite {
        if (uses < 1 || uses > USES_MAX) {
            throw new IllegalArgumentException("an invite has 1 to " + USES_MAX + " uses");
        }
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(createdBy, "createdBy");
        FreeText.checkedLine("The note of an invite", note, Limits.REASON_OCTETS);
    }
}
