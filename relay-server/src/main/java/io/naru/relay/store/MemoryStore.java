package io.naru.relay.store;

import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A store that forgets everything when it is closed: for a demonstration, and for tests of what stands on accounts.
 * It loads no database and starts no thread.
 *
 * <p>Threading: any thread.
 */
public final class MemoryStore implements Store, Accounts {
    private final Map<UserName, Account> accounts = new TreeMap<>();

    @Override
    public Accounts accounts() {
        return this;
    }

    /** It doesn't break. */
    @Override
    public void whenBroken(Executor owner, Consumer<StoreException> listener) {}

    @Override
    public synchronized void find(UserName name, Executor owner, Consumer<Outcome<Optional<Account>>> answer) {
        done(Optional.ofNullable(accounts.get(name)), owner, answer);
    }

    @Override
    public synchronized void create(Account account, Executor owner, Consumer<Outcome<Creation>> answer) {
        Account existing = accounts.putIfAbsent(account.name(), account);
        done(existing == null ? Creation.CREATED : Creation.NAME_TAKEN, owner, answer);
    }

    @Override
    public synchronized void remove(UserName name, Executor owner, Consumer<Outcome<Boolean>> answer) {
        done(accounts.remove(name) != null, owner, answer);
    }

    @Override
    public synchronized void list(Executor owner, Consumer<Outcome<List<Account>>> answer) {
        done(List.copyOf(accounts.values()), owner, answer);
    }

    @Override
    public synchronized void setPassword(
            UserName name, String passwordHash, Executor owner, Consumer<Outcome<Boolean>> answer) {
        Account changed = accounts.computeIfPresent(
                name, (n, account) -> new Account(account.name(), account.role(), passwordHash, account.createdAt()));
        done(changed != null, owner, answer);
    }

    private static <T> void done(T value, Executor owner, Consumer<Outcome<T>> answer) {
        new Asker<>(owner, answer).tell(new Outcome.Done<>(value));
    }

    @Override
    public synchronized void close() {
        accounts.clear();
    }
}
