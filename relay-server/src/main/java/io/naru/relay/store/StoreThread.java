package io.naru.relay.store;

import io.naru.common.log.LogEvent;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The thread {@code relay-store}, which alone touches the database, and the bounded queue before it.
 *
 * <p>It takes everything that waits, runs it in one transaction, commits and syncs once, and only then tells the
 * askers. A request that fails is undone alone; when the commit fails, all of its batch have failed.
 *
 * <p>Threading: {@link #ask} may be called by any thread and never blocks.
 */
final class StoreThread implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(StoreThread.class.getName());

    /** With what else takes time when a relay stops, less than the five seconds it has. */
    private static final long CLOSE_MILLIS = 1_500;

    /** What is done with the database for one request; it runs inside a transaction, which it leaves alone. */
    @FunctionalInterface
    interface Action<T> {
        T run(Database database) throws SQLException;
    }

    // Owned by the thread.
    private final Database database;
    private final int requestsPerCommit;
    private StoreException broken;
    private String complaint = "";

    // Shared.
    private final BlockingQueue<Request<?>> waiting;
    private final Asker<StoreException> brokenListener;
    private final Thread thread = new Thread(this::work, "relay-store");
    private final Object gate = new Object();
    private boolean closed;

    /** Takes over the database. The listener is told when the store has broken for good. */
    StoreThread(Database database, StoreLimits limits, Asker<StoreException> brokenListener) {
        this.database = database;
        this.requestsPerCommit = limits.requestsPerCommit();
        this.waiting = new ArrayBlockingQueue<>(limits.waitingRequests());
        this.brokenListener = brokenListener;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Has {@code action} run and its outcome told; at once if there is no room for it or the store is closed. */
    <T> void ask(boolean writes, Action<T> action, Asker<T> asker) {
        Outcome<T> refusal;
        synchronized (gate) {
            if (closed) {
                refusal = new Outcome.Failed<>(new StoreException("The store is closed"));
            } else if (waiting.offer(new Request<>(writes, action, asker))) {
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
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts the store's thread", e);
            }
            waiting.drainTo(batch, requestsPerCommit - 1);
            isLast = batch.removeIf(Request::isLast);
            answer(batch);
            batch.clear();
        }
        try {
            database.close();
        } catch (SQLException e) {
            LogEvent.of("close-failed").with("what", "the database").because(e).log(LOGGER, Level.WARNING);
        }
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
        database.begin(writes);
        try {
            for (Request<?> request : batch) {
                executePart(request);
            }
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
            database.undoPart();
        } catch (RuntimeException e) {
            LogEvent.of("fault").with("where", "the store").because(e).log(LOGGER, Level.ERROR);
            request.fail(new StoreException("A request to the database failed", e));
            database.undoPart();
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

    private static final class Request<T> {
        private final boolean writes;
        private final Action<T> action;
        private final Asker<T> asker;
        private Outcome<T> outcome;

        Request(boolean writes, Action<T> action, Asker<T> asker) {
            this.writes = writes;
            this.action = action;
            this.asker = asker;
        }

        static Request<?> last() {
            return new Request<Void>(false, null, null);
        }

        boolean isLast() {
            return action == null;
        }

        boolean writes() {
            return writes;
        }

        boolean hasWritten() {
            return writes && outcome instanceof Outcome.Done;
        }

        void run(Database database) throws SQLException {
            outcome = new Outcome.Done<>(action.run(database));
        }

        void fail(StoreException fault) {
            outcome = new Outcome.Failed<>(fault);
        }

        void tell() {
            asker.tell(outcome);
        }
    }
}
