package io.naru.relay.store;

import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
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

    /** Looks up the account of a name. */
    void find(UserName name, Executor owner, Consumer<Outcome<Optional<Account>>> answer);

    /** Adds an account unless its name is taken. */
    void create(Account account, Executor owner, Consumer<Outcome<Creation>> answer);

    /** Removes an account; yields whether there was one. */
    void remove(UserName name, Executor owner, Consumer<Outcome<Boolean>> answer);

    /** All accounts, by canonical name. */
    void list(Executor owner, Consumer<Outcome<List<Account>>> answer);

    /** Replaces the hash of an account; yields whether there is such an account. */
    void setPassword(UserName name, String passwordHash, Executor owner, Consumer<Outcome<Boolean>> answer);
}
