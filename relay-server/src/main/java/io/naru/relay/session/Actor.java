package io.naru.relay.session;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.hub.Member;
import io.naru.relay.store.AuditEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * Who does something: a user who is online, or whoever runs the relay.
 *
 * @param member the user; absent for whoever runs the relay
 */
record Actor(Optional<Member> member) {
    /** Whoever runs the relay. */
    static final Actor OF_RELAY = new Actor(Optional.empty());

    Actor {
        Objects.requireNonNull(member);
    }

    Optional<UserName> name() {
        return member.map(Member::name);
    }

    /** What the user may do at this moment; absent for who may do everything. */
    Optional<Role> role() {
        return member.map(Member::role);
    }

    boolean is(UserName name) {
        return name().filter(name::equals).isPresent();
    }

    /** Whether the user has left, or was sent away, meanwhile. */
    boolean isGone() {
        return member.isPresent() && !member.get().isOnline();
    }

    AuditEntry.Via via() {
        return member.isPresent() ? AuditEntry.Via.CHAT : AuditEntry.Via.CTL;
    }
}
