package io.naru.relay.control;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Moderations;
import io.naru.common.message.Role;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that is to be done about somebody.
 *
 * @param verb what
 * @param target whom; nets and keys only for bans
 * @param seconds for how long to ban or mute, at least 1; absent for good, and for other verbs
 * @param role which one to give, absent for other verbs
 * @param reason told to whom it concerns, one line of 256 octets at most; may be empty
 */
public record ModerationOrder(
        ModerationVerb verb, ModerationTarget target, OptionalLong seconds, Optional<Role> role, String reason) {
    /** @throws io.naru.common.message.InvalidValueException if these don't go together; a sentence for people */
    public ModerationOrder {
        Moderations.check(verb, target, seconds, role, reason);
    }
}
