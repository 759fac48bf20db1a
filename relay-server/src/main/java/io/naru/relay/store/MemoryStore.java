package io.naru.relay.store;

import io.naru.relay.work.Outcome;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A store that forgets everything when it is closed: for a demonstration, and for tests of what stands on accounts.
 * It loads no database and starts no thread.
 *
 * <p>Threading: any thread.
 */
public final class MemoryStore implements Store {
    private final MemoryTables tables = new MemoryTables();
    private final Accounts accounts = new MemoryAccounts(tables);
    private final Keys keys = new MemoryKeys(tables);
    private final Invites invites = new MemoryInvites(tables);
    private final Bans bans = new MemoryBans(tables);
    private final Audit audit = new MemoryAudit(tables);
    private final Rooms rooms = new MemoryRooms(tables);
    private final History history = new MemoryHistory(tables);

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Invites invites() {
        return invites;
    }

    @Override
    public Bans bans() {
        return bans;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Rooms rooms() {
        return rooms;
    }

    @Override
    public History history() {
        return history;
    }

    /** No other program knows it. */
    @Override
    public void hasChangedElsewhere(Executor owner, Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> false);
    }

    /** It doesn't break. */
    @Override
    public void whenBroken(Executor owner, Consumer<StoreException> listener) {}

    @Override
    public void close() {
        tables.clear();
    }
}
