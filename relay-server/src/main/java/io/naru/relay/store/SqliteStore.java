package io.naru.relay.store;

import io.naru.common.log.LogEvent;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A store in one SQLite file, {@code naru.db}.
 *
 * <p>Threading: as {@link Store} says; each connection to the database belongs to its {@link StoreThread}.
 */
final class SqliteStore extends PartedStore<SqliteHistory> {
    private static final Logger LOGGER = System.getLogger(SqliteStore.class.getName());
    private static final long RENEWAL_MILLIS = 500;

    private final StoreThread thread;
    private final StoreThread reader;
    private final CompletableFuture<StoreException> broken;
    private Optional<RunMark> mark = Optional.empty();

    private SqliteStore(StoreThread thread, StoreThread reader, CompletableFuture<StoreException> broken) {
        super(new Parts<>(
                new SqliteAccounts(thread),
                new SqliteKeys(thread),
                new SqliteInvites(thread),
                new SqliteBans(thread),
                new SqliteAudit(thread),
                new SqliteRooms(thread, reader),
                new SqliteHistory(thread, reader)));
        this.thread = thread;
        this.reader = reader;
        this.broken = broken;
    }

    static SqliteStore open(DataFolder folder, StoreLimits limits) throws StoreException {
        return on(openDatabase(folder, limits), limits, Optional.empty());
    }

    static SqliteStore openForServing(DataFolder folder, StoreLimits limits) throws StoreException {
        Database database = openDatabase(folder, limits);
        RunMark mark = new RunMark(folder, new SecureRandom());
        try {
            mark.begin(database);
        } catch (StoreException e) {
            throw Database.abandon(database, e);
        }
        SqliteStore store = on(database, limits, Optional.of(SearchIndex::extend));
        store.mark = Optional.of(mark);
        return store;
    }

    /**
     * Starts a store on a database that is open and migrated, and takes that over.
     *
     * @param chore what is done with it while nobody asks
     */
    static SqliteStore on(Database database, StoreLimits limits, Optional<StoreThread.Chore> chore)
            throws StoreException {
        Database forReading;
        try {
            forReading = Database.openForReading(database.file(), limits.lockTimeout());
        } catch (StoreException e) {
            throw Database.abandon(database, e);
        }
        CompletableFuture<StoreException> broken = new CompletableFuture<>();
        Asker<StoreException> listener = new Asker<>(
                Runnable::run, outcome -> broken.complete(((Outcome.Done<StoreException>) outcome).value()));
        StoreThread thread = new StoreThread("relay-store", database, limits, chore, listener);
        StoreThread reader =
                new StoreThread("relay-reader", forReading, limits.forReading(), Optional.empty(), listener);
        thread.start();
        reader.start();
        return new SqliteStore(thread, reader, broken);
    }

    private static Database openDatabase(DataFolder folder, StoreLimits limits) throws StoreException {
        FolderLock lock = FolderLock.forOpening(folder);
        try {
            NativeLibrary.load(folder);
            DataFolder.createFile(folder.database());
            return migrated(Database.open(folder.database(), limits.lockTimeout()));
        } finally {
            lock.close();
        }
    }

    private static Database migrated(Database database) throws StoreException {
        try {
            Migrations.apply(database, Migrations.ALL);
            return database;
        } catch (SQLException e) {
            throw Database.abandon(database, StoreFault.of(database.file(), e).exception());
        } catch (StoreException e) {
            throw Database.abandon(database, e);
        }
    }

    @Override
    public void hasChangedElsewhere(Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(false, Database::hasChangedElsewhere, new Asker<>(owner, answer));
    }

    @Override
    public void whenBroken(Executor owner, Consumer<StoreException> listener) {
        Objects.requireNonNull(listener, "listener");
        broken.thenAcceptAsync(listener, owner);
    }

    @Override
    public void close() {
        mark.ifPresent(this::renew);
        mark = Optional.empty();
        reader.close();
        thread.close();
    }

    /** A backup that was made during this run isn't to be taken for what the run has left. */
    private void renew(RunMark run) {
        CompletableFuture<Outcome<Boolean>> answer = new CompletableFuture<>();
        thread.ask(
                true,
                database -> {
                    run.renew(database);
                    return true;
                },
                new Asker<>(Runnable::run, answer::complete));
        try {
            answer.get(RENEWAL_MILLIS, TimeUnit.MILLISECONDS).orThrow();
            run.settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | IOException e) {
            // The file knows both marks then, and the next start finds one of them.
            LogEvent.of("run-unmarked").because(e).log(LOGGER, Level.DEBUG);
        }
    }
}
