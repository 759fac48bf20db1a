package io.naru.relay.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An invite in the store.
 *
 * @param id its number, never given to another one
 * @param invite what it was made as
 * @param usesLeft how many accounts may still be made with it
 */
public record KeptInvite(long id, Invite invite, int usesLeft) {
    public KeptInvite {
        Objects.requireNonNull(invite, "invite");
        if (id < 1 || usesLeft < 0 || usesLeft > invite.uses()) {
            throw new IllegalArgumentException("invite " + id + " has " + usesLeft + " uses of " + invite.uses());
        }
    }

    /** How the audit calls it. */
    public String target() {
        return "#" + id;
    }

    KeptInvite withOneUseLess() {
        return new KeptInvite(id, invite, usesLeft - 1);
    }

    /** What the audit says when an account was made with it. */
    AuditEntry used(Account account) {
        return new AuditEntry(
                account.createdAt(),
                Optional.of(account.name()),
                AuditEntry.Via.LOGIN,
                AuditEntry.Action.INVITE_USE,
                target(),
                invite.note());
    }

    /** Whether an account may be made with it; its last moment doesn't belong to it. */
    public Invites.State state(Instant now) {
        if (!now.isBefore(invite.expiresAt())) {
            return Invites.State.EXPIRED;
        }
        return usesLeft == 0 ? Invites.State.USED_UP : Invites.State.USABLE;
    }
}
