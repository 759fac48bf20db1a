package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The accounts of a relay.
 *
 * <p>No method blocks. Each answers exactly once, in {@code owner}, and a write only after it is committed and synced.
 * {@link Outcome.Busy} comes when too many requests wait; it overtakes the answers to those.
 *
 * <p>What takes an {@link AuditEntry} writes it in the same transaction, and only if it changed something.
 *
 * <p>Threading: may be called by any thread; {@code answer} runs in {@code owner}. What one thread asks is done and
 * answered in its order.
 */
public interface Accounts {

    /** What became of an account that was to be created. */
    enum Creation {
        /** It exists now. */
        CREATED,
        /** An account of that name existed before and wasn't touched. */
        NAME_TAKEN
    }

    /** What became of somebody who registers. */
    enum Admission {
        /** The account exists now, its key is bound, and the invite has one use less. */
        CREATED,
        /** An account of that name existed before and wasn't touched. */
        NAME_TAKEN,
        /** The key belongs to another account. */
        KEY_TAKEN,
        /** There is no such invite: it never was, was revoked, or ended long ago. */
        INVITE_UNKNOWN,
        /** The invite's time is over. */
        INVITE_EXPIRED,
        /** The invite was used as often as it allows. */
        INVITE_USED_UP;

        /** What an invite, if there is one, says about somebody who comes with it. */
        static Admission by(Optional<KeptInvite> invite, Instant now) {
            Invites.State state = invite.map(kept -> kept.state(now)).orElse(Invites.State.UNKNOWN);
            return switch (state) {
                case USABLE -> CREATED;
                case UNKNOWN -> INVITE_UNKNOWN;
                case EXPIRED -> INVITE_EXPIRED;
                case USED_UP -> INVITE_USED_UP;
            };
        }
    }

    /** What became of a change to an account. */
    enum Change {
        /** It is as was asked for, now or since before. */
        DONE,
        /** There is no such account. */
        UNKNOWN,
        /** Nothing was changed, because no owner would be left. */
        LAST_OWNER
    }

    /** Looks up the account of a name. */
    void find(UserName name, Executor owner, Consumer<Outcome<Optional<Account>>> answer);

    /** Adds an account unless its name is taken. */
    void create(Account account, AuditEntry entry, Executor owner, Consumer<Outcome<Creation>> answer);

    /**
     * Adds the account of somebody who registers, uses up one use of the invite, and binds the key: all of it or
     * nothing. An invite is used exactly as often as it says, also when several come with it at once. The audit says
     * who came by which invite.
     *
     * @param account its {@code createdAt} is the time by which the invite is judged
     * @param code the invite, where one is asked for
     * @param key the key that is to log in to the account from now on
     */
    void register(
            Account account,
            Optional<InviteCode> code,
            Optional<KeyBinding> key,
            Executor owner,
            Consumer<Outcome<Admission>> answer);

    /** Removes an account and its keys, unless it is the last owner's. */
    void remove(UserName name, AuditEntry entry, Executor owner, Consumer<Outcome<Change>> answer);

    /** All accounts, by canonical name. */
    void list(Executor owner, Consumer<Outcome<List<Account>>> answer);

    /** Replaces the hash of an account; yields whether there is such an account. */
    void setPassword(
            UserName name, String passwordHash, AuditEntry entry, Executor owner, Consumer<Outcome<Boolean>> answer);

    /** Changes what an account may do, unless no owner would be left. */
    void setRole(UserName name, Role role, AuditEntry entry, Executor owner, Consumer<Outcome<Change>> answer);

    /**
     * Notes that an account was used, and by which key. Not to be asked at each login: only where
     * {@link Account#isLoginNoteDue} or {@link BoundKey#isUseNoteDue} says so.
     *
     * @param answer told whether there is such an account; nobody needs to wait for it
     */
    void noteLogin(
            UserName name, Optional<Fingerprint> key, Instant now, Executor owner, Consumer<Outcome<Boolean>> answer);
}
