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
public final class MemoryStore extends PartedStore<History> {
    private final MemoryTables tables;

    /** An empty store. */
    public MemoryStore() {
        this(new MemoryTables());
    }

    private MemoryStore(MemoryTables tables) {
        super(new Parts<>(
                new MemoryAccounts(tables),
                new MemoryKeys(tables),
                new MemoryInvites(tables),
                new MemoryBans(tables),
                new MemoryAudit(tables),
                new MemoryRooms(tables),
                new MemoryHistory(tables)));
        this.tables = tables;
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
