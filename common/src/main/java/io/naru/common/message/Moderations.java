package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What goes together in a moderation, whichever way it travels. */
public final class Moderations {
    private Moderations() {}

    /**
     * Checks that these go together, as {@link ClientMessage.Moderate} says.
     *
     * @throws InvalidValueException if not; a sentence for people
     */
    public static void check(
            ModerationVerb verb, ModerationTarget target, OptionalLong seconds, Optional<Role> role, String reason) {
        Objects.requireNonNull(verb);
        boolean isBan = verb == ModerationVerb.BAN || verb == ModerationVerb.UNBAN;
        if (!isBan && !(target instanceof ModerationTarget.User)) {
            throw new InvalidValueException("Keys and addresses can be banned, nothing else; name a user.");
        }
        boolean lasts = verb == ModerationVerb.BAN || verb == ModerationVerb.MUTE;
        if (!lasts && seconds.isPresent()) {
            throw new InvalidValueException("Bans and mutes end by themselves, nothing else does.");
        }
        seconds.ifPresent(span -> Numbers.checked("A span in seconds", span, 1, Limits.BAN_SECONDS));
        if (role.isPresent() != (verb == ModerationVerb.ROLE)) {
            throw new InvalidValueException("A role is given by the verb role, which names it.");
        }
        FreeText.checkedLine("A reason", reason, Limits.REASON_OCTETS);
    }
}
