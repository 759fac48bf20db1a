package io.naru.relay.store;

import io.naru.common.message.InviteCode;
import io.naru.relay.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The invites to a relay. Of a code its SHA-256 is kept alone, so whoever steals the database gets no usable invite.
 * Invites are used by {@link Accounts#register}.
 *
 * <p>Answers as {@link Accounts} does, and writes audit entries as it does.
 *
 * <p>Threading: as {@link Accounts} says.
 */
public interface Invites {
    /** How long an invite is remembered behind its end, so that whoever comes too late is told so. */
    Duration KEPT_AFTER_END = Duration.ofDays(30);

    /** What an invite is good for. */
    enum State {
        /** An account may be made with it. */
        USABLE,
        /** There is no such invite. */
        UNKNOWN,
        /** Its time is over. */
        EXPIRED,
        /** It was used as often as it allows. */
        USED_UP
    }

    /**
     * Keeps a new invite, and forgets those that ended long before its {@code createdAt}.
     *
     * @param entry its target becomes the id of the invite, {@code #7}
     */
    void create(Invite invite, InviteCode code, AuditEntry entry, Executor owner, Consumer<Outcome<KeptInvite>> answer);

    /** What a code is good for at the moment, without using it: before a password is hashed for nothing. */
    void check(InviteCode code, Instant now, Executor owner, Consumer<Outcome<State>> answer);

    /** All that are kept, ended ones too, by id. */
    void list(Executor owner, Consumer<Outcome<List<KeptInvite>>> answer);

    /** Forgets an invite; yields whether there was one. */
    void revoke(long id, AuditEntry entry, Executor owner, Consumer<Outcome<Boolean>> answer);
}
