package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The keys that log in to accounts. A key belongs to one account at most; an account's keys go with it.
 *
 * <p>Answers as {@link Accounts} does, and writes audit entries as it does.
 *
 * <p>Threading: as {@link Accounts} says.
 */
public interface Keys {
    /** How many keys an account may have. */
    int PER_ACCOUNT = 32;

    /** What became of a key that was to be bound. */
    enum Binding {
        /** It logs in to the account. If it did so before, it has the new label now, and nothing else changed. */
        BOUND,
        /** It belongs to another account. */
        KEY_TAKEN,
        /** The account has {@value Keys#PER_ACCOUNT} keys. */
        TOO_MANY,
        /** There is no such account. */
        ACCOUNT_UNKNOWN
    }

    /** Has a key log in to an account. */
    void bind(UserName account, KeyBinding key, AuditEntry entry, Executor owner, Consumer<Outcome<Binding>> answer);

    /** Takes a key off an account; yields whether it was that account's. */
    void unbind(
            UserName account,
            Fingerprint fingerprint,
            AuditEntry entry,
            Executor owner,
            Consumer<Outcome<Boolean>> answer);

    /** The keys of an account in the order in which they were bound; none if there is no such account. */
    void list(UserName account, Executor owner, Consumer<Outcome<List<BoundKey>>> answer);

    /** Whom a key belongs to. */
    void find(Fingerprint fingerprint, Executor owner, Consumer<Outcome<Optional<KeyOwner>>> answer);

    /** How many keys each account has that has any. */
    void counts(Executor owner, Consumer<Outcome<Map<UserName, Integer>>> answer);
}
