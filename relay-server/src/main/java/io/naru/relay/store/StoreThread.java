package io.naru.relay.store;

import io.naru.common.log.LogEvent;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A thread which alone touches its connection to the database, and the bounded queue before it: {@code relay-store}, and
 * {@code relay-reader} for what only reads and may take longer.
 *
 * <p>It takes everything that waits, runs it in one transaction, commits and syncs once, and only then tells the
 * askers. A request that fails is undone alone, for which all of its batch are run a second time; when the commit fails,
 * all of its batch have failed. When nothing has waited for a while, or after many commits, it does a piece of a
 * {@link Chore} if it has one.
 *
 * <p>Threading: {@link #ask} may be called by any thread and never blocks.
 */
final class StoreThread implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(StoreThread.class.getName());

    /** With what else takes time when a relay stops, less than the five seconds it has. */
    private static final long CLOSE_MILLIS = 1_500;

    /** After how many commits a piece of the chore is done although there is always something that waits. */
    private static final int COMMITS_PER_CHORE = 64;
    /** How much shorter the pause between two pieces is once nobody has asked for anything. */
    private static final int PIECES_IN_A_PAUSE = 10;

    /**
     * What is done with the database for one request; it runs inside a transaction, which it leaves alone. It may be undone and
     * run again, so what it does beside the database must bear that.
     */
    @FunctionalInterface
    interface Action<T> {
        /** @throws StoreException if what was asked for can't be done, through no fault of the database */
        T run(Database database) throws SQLException, StoreException;
    }

    /** Work that nobody waits for, and that falls due by writing. */
    @FunctionalInterface
    interface Chore {
        /** Does a piece of it, in a transaction of its own; yields whether there is more to do. */
        boolean run(Database database) throws SQLException;
    }

    // Owned by the thread.
    private final Database database;
    private final int requestsPerCommit;
    private final Optional<Chore> chore;
    private final long chorePauseMillis;
    private boolean isChoreDue;
    private int commitsSinceChore;
    /** Nobody has asked for anything for a while. */
    private boolean isIdle;

    private StoreException broken;
    private String complaint = "";

    // Shared.
    private final BlockingQueue<Request<?>> waiting;
    private final Asker<StoreException> brokenListener;
    private final Thread thread;
    private final Object gate = new Object();
    private boolean closed;

    /** Takes over the database. The listener is told when the store has broken for good. */
    StoreThread(Database database, StoreLimits limits, Asker<StoreException> brokenListener) {
        this("relay-store", database, limits, Optional.empty(), brokenListener);
    }

    /** The same under another name, or with something to do when nobody asks. */
    StoreThread(
            String name,
            Database database,
            StoreLimits limits,
            Optional<Chore> chore,
            Asker<StoreException> brokenListener) {
        this.thread = new Thread(this::work, name);
        this.database = database;
        this.requestsPerCommit = limits.requestsPerCommit();
        this.chore = chore;
        this.chorePauseMillis = limits.chorePause().toMillis();
        this.isChoreDue = chore.isPresent();
        this.waiting = new ArrayBlockingQueue<>(limits.waitingRequests());
        this.brokenListener = brokenListener;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Has {@code action} run and its outcome told; at once if there is no room for it or the store is closed. */
    <T> void ask(boolean writes, Action<T> action, Asker<T> asker) {
        ask(new Request<>(writes, action, asker), asker);
    }

    /** The same for one of many that may be done together, which write. */
    <A, T> void ask(Request.Bulk<A, T> bulk, A asked, Asker<T> asker) {
        ask(new Request.OfBulk<>(bulk, asked, asker), asker);
    }

    private <T> void ask(Request<T> request, Asker<T> asker) {
        Outcome<T> refusal;
        synchronized (gate) {
            if (closed) {
                refusal = new Outcome.Failed<>(new StoreException("The store is closed"));
            } else if (waiting.offer(request)) {
                return;
            } else {
                refusal = new Outcome.Busy<>();
            }
        }
        asker.tell(refusal);
    }

    /**
     * Waits until what was asked before is done and the database is closed; where another program keeps it locked, or
     * the disk hangs, not for long, since nobody waits for those answers any more.
     */
    @Override
    public void close() {
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            // Nothing is added behind it, since the gate is shut.
            if (waiting.offer(Request.last(), CLOSE_MILLIS / 3, TimeUnit.MILLISECONDS)) {
                thread.join(CLOSE_MILLIS);
            }
            if (thread.isAlive()) {
                LogEvent.of("close-failed")
                        .with("what", "the database, which is busy")
                        .log(LOGGER, Level.WARNING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<Request<?>> batch = new ArrayList<>();
        boolean isLast = false;
        while (!isLast) {
            Request<?> first = next();
            isIdle = first == null;
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, requestsPerCommit - 1);
                isLast = batch.removeIf(Request::isLast);
                answer(batch);
                batch.clear();
            }
            if (!isLast && isChoreDue && (first == null || commitsSinceChore >= COMMITS_PER_CHORE)) {
                doChore();
            }
        }
        try {
            database.close();
        } catch (SQLException e) {
            LogEvent.of("close-failed").with("what", "the database").because(e).log(LOGGER, Level.WARNING);
        }
    }

    /** Null when nobody has asked for anything for a while and there is a chore. */
    private Request<?> next() {
        try {
            long pauseMillis = isIdle ? chorePauseMillis / PIECES_IN_A_PAUSE : chorePauseMillis;
            return isChoreDue ? waiting.poll(pauseMillis, TimeUnit.MILLISECONDS) : waiting.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts the store's thread", e);
        }
    }

    /** One that fails is tried again after the next write. */
    private void doChore() {
        Request<Boolean> piece =
                new Request<>(true, chore.orElseThrow()::run, new Asker<>(Runnable::run, outcome -> {}));
        answer(List.of(piece));
        isChoreDue = piece.outcome() instanceof Outcome.Done<Boolean> done && done.value();
        commitsSinceChore = 0;
    }

    private void answer(List<Request<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        boolean writes = batch.stream().anyMatch(Request::writes);
        try {
            if (broken != null) {
                throw broken;
            }
            execute(batch, writes);
            if (batch.stream().anyMatch(Request::hasWritten)) {
                complaint = "";
                isChoreDue = chore.isPresent();
                commitsSinceChore++;
            }
        } catch (SQLException e) {
            StoreException fault = judge(e);
            batch.forEach(request -> request.fail(fault));
        } catch (StoreException e) {
            batch.forEach(request -> request.fail(e));
        }
        batch.forEach(Request::tell);
    }

    private void execute(List<Request<?>> batch, boolean writes) throws SQLException {
        if (batch.size() == 1 || !executeTogether(batch, writes)) {
            executeApart(batch, writes);
        }
    }

    /** As it costs least, without a savepoint for each; false if that fails, and nothing is done then. */
    private boolean executeTogether(List<Request<?>> batch, boolean writes) throws SQLException {
        database.begin(writes);
        try {
            for (int at = 0; at < batch.size(); ) {
                List<Request<?>> row = batch.subList(at, batch.size());
                at += row.get(0).runFirstOf(row, database);
            }
        } catch (SQLException e) {
            undo(e);
            if (StoreFault.of(database.file(), e).isFinal()) {
                throw e;
            }
            return false;
        } catch (StoreException | RuntimeException e) {
            // Whose fault it is, and what it is, is found out when they run apart.
            database.rollback();
            return false;
        }
        commit();
        return true;
    }

    /** Each so that it can be undone alone. */
    private void executeApart(List<Request<?>> batch, boolean writes) throws SQLException {
        database.begin(writes);
        try {
            for (Request<?> request : batch) {
                executePart(request);
            }
        } catch (SQLException e) {
            undo(e);
            throw e;
        }
        commit();
    }

    private void commit() throws SQLException {
        try {
            database.commit();
        } catch (SQLException e) {
            undo(e);
            throw e;
        }
    }

    private void executePart(Request<?> request) throws SQLException {
        database.beginPart();
        try {
            request.run(database);
            database.endPart();
        } catch (SQLException e) {
            request.fail(judge(e));
            undoPart(e);
        } catch (StoreException e) {
            request.fail(e);
            database.undoPart();
        } catch (RuntimeException e) {
            LogEvent.of("fault").with("where", "the store").because(e).log(LOGGER, Level.ERROR);
            request.fail(new StoreException("A request to the database failed", e));
            database.undoPart();
        }
    }

    /** After some faults, of a full disk for instance, SQLite has undone all of it: then that is why all of it has failed. */
    private void undoPart(SQLException cause) throws SQLException {
        try {
            database.undoPart();
        } catch (SQLException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    private void undo(SQLException cause) {
        try {
            database.rollback();
        } catch (SQLException e) {
            // SQLite undoes a transaction by itself after most faults, and then refuses to do it again.
            cause.addSuppressed(e);
        }
    }

    private StoreException judge(SQLException e) {
        StoreFault fault = StoreFault.of(database.file(), e);
        // Once for a row of the same: requests come as fast as strangers like.
        boolean isNews = !complaint.equals(fault.exception().getMessage());
        complaint = fault.exception().getMessage();
        LogEvent.of("store-failed").with("why", complaint).because(e).log(LOGGER, isNews ? Level.ERROR : Level.DEBUG);
        if (fault.isFinal() && broken == null) {
            broken = fault.exception();
            brokenListener.tell(new Outcome.Done<>(broken));
        }
        return fault.exception();
    }
}
