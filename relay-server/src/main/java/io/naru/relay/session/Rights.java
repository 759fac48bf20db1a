package io.naru.relay.session;

import io.naru.common.message.AddressNet;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import java.net.Inet4Address;
import java.util.Optional;

/**
 * Who may do what to whom; the table of PROTOCOL.md, section 5.8.
 *
 * <pre>
 *                  to a member   to an operator   to an owner   to oneself
 *     member       nothing       nothing          nothing       nothing
 *     operator     all but role  nothing          nothing       become a member
 *     owner        all           all              nothing       become less (the last one stays)
 * </pre>
 *
 * Whoever runs the relay has the command line and isn't bound by it. That the last owner stays is the store's to see.
 */
final class Rights {
    /** What a member is told, whatever it wants to do about others. */
    static final String MEMBERS_MAY_NOT = "Only operators and owners may do that.";

    /** What an operator is told who would ban half of the world. */
    static final String OWNERS_NETS = "Only owners ban nets of less than 16 bits, or 32 of IPv6.";

    private static final int OPERATORS_V4_BITS = 16;
    private static final int OPERATORS_V6_BITS = 32;

    private Rights() {}

    /** Whether there is anybody to whom this role may do that. */
    static boolean mayEver(Role actor) {
        return actor != Role.MEMBER;
    }

    /**
     * Whether it may be done.
     *
     * @param actor the role of who does it
     * @param isSelf whether to the very same user
     * @param target the role of whom it is done to
     * @param given the role that is given, absent for other verbs
     */
    static boolean may(Role actor, ModerationVerb verb, boolean isSelf, Role target, Optional<Role> given) {
        if (isSelf) {
            return verb == ModerationVerb.ROLE && given.isPresent() && isBelow(given.get(), actor);
        }
        boolean isOwnersOnly = verb == ModerationVerb.ROLE;
        return mayEver(actor) && isBelow(target, actor) && (actor == Role.OWNER || !isOwnersOnly);
    }

    /**
     * Whether a net may be banned that no one is online from who mustn't be.
     *
     * @param actor absent for whoever runs the relay
     */
    static boolean mayBan(Optional<Role> actor, AddressNet net) {
        int least = net.address() instanceof Inet4Address ? OPERATORS_V4_BITS : OPERATORS_V6_BITS;
        return actor.isEmpty() || actor.get() == Role.OWNER || net.bits() >= least;
    }

    private static boolean isBelow(Role lower, Role higher) {
        return lower.ordinal() < higher.ordinal();
    }

    /** Why it may not. */
    static String refusal(Role actor, ModerationVerb verb, boolean isSelf, Role target) {
        if (!mayEver(actor)) {
            return MEMBERS_MAY_NOT;
        }
        if (isSelf) {
            return verb == ModerationVerb.ROLE
                    ? "You may take a lower role than yours, nothing else."
                    : "You can't do that to yourself.";
        }
        if (target == Role.OWNER) {
            return "That is an owner, to whom nobody but whoever runs the relay may do that.";
        }
        return verb == ModerationVerb.ROLE
                ? "Only owners give roles."
                : "That is an operator; only owners may do that.";
    }
}
