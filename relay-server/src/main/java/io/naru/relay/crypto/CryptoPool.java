package io.naru.relay.crypto;

import io.naru.common.log.LogEvent;
import io.naru.relay.metrics.HashingFigures;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The threads on which arithmetic runs that would hold up the event loop, behind a bounded queue.
 *
 * <p>Its threads are named {@code relay-crypto-N}, are made when they are needed and end when they aren't. They are
 * daemons: the relay waits for its work in {@link #close()}, not in the JVM's exit.
 *
 * <p>Threading: may be used by any thread.
 */
public final class CryptoPool implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(CryptoPool.class.getName());
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 3;

    private final AtomicInteger threadsMade = new AtomicInteger();
    private final LongAdder done = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final ThreadPoolExecutor threads;

    /**
     * @param threadCount how many pieces of work run at once, 1 or 2: a hash takes tens of megabytes
     * @param queueLimit how many pieces may wait; more are answered with {@link Outcome.Busy}
     */
    public CryptoPool(int threadCount, int queueLimit) {
        if (threadCount < 1 || threadCount > 2 || queueLimit < 1) {
            throw new IllegalArgumentException(threadCount + " threads and a queue of " + queueLimit);
        }
        threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueLimit),
                this::newThread,
                (task, pool) -> ((Task<?>) task).refuse(pool.isShutdown()));
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "relay-crypto-" + threadsMade.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** What has been done so far, and what is to be done. */
    public HashingFigures figures() {
        return new HashingFigures(
                done.sum(),
                busyNanos.sum(),
                threads.getActiveCount(),
                threads.getQueue().size());
    }

    /** Runs {@code work} on one of the threads and tells {@code asker} what became of it, exactly once. */
    <T> void submit(Callable<T> work, Asker<T> asker) {
        threads.execute(new Task<>(() -> timed(work), asker));
    }

    private <T> T timed(Callable<T> work) throws Exception {
        long startNanos = System.nanoTime();
        try {
            return work.call();
        } finally {
            busyNanos.add(System.nanoTime() - startNanos);
            done.increment();
        }
    }

    /** Lets running work end (for three seconds at most) and answers what waits with a failure. */
    @Override
    public void close() {
        threads.shutdown();
        for (Runnable waiting = threads.getQueue().poll();
                waiting != null;
                waiting = threads.getQueue().poll()) {
            ((Task<?>) waiting).refuse(true);
        }
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LogEvent.of("close-failed")
                        .with("what", "a password hash, which still runs")
                        .log(LOGGER, Level.WARNING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Task<T>(Callable<T> work, Asker<T> asker) implements Runnable {

        @Override
        public void run() {
            asker.tell(outcome());
        }

        private Outcome<T> outcome() {
            try {
                return new Outcome.Done<>(work.call());
            } catch (IOException e) {
                return new Outcome.Failed<>(e);
            } catch (Exception | OutOfMemoryError e) {
                // A login that can't be answered must not hang until its deadline, nor cost the thread.
                LogEvent.of("fault").with("where", "hashing").because(e).log(LOGGER, Level.ERROR);
                return new Outcome.Failed<>(new IOException("The password couldn't be processed", e));
            }
        }

        void refuse(boolean closed) {
            asker.tell(closed ? new Outcome.Failed<>(new IOException("The relay is stopping")) : new Outcome.Busy<>());
        }
    }
}
