package io.naru.relay.net;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the arithmetic of TLS handshakes runs, behind a bounded queue: about a millisecond a handshake.
 * They aren't those that hash passwords: a flood of logins by password must not keep those out who come with a key, nor
 * the other way round.
 *
 * <p>A handshake that has begun goes before those that haven't: when more come at once than can be done before their
 * deadline, some get in rather than none.
 *
 * <p>Its threads are named {@code relay-tls-N}, are made when they are needed and end when they aren't.
 *
 * <p>Threading: may be used by any thread.
 */
public final class HandshakePool implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    /** The rest of a handshake of which a part was done already. */
    record Rest(Runnable task) implements Runnable {
        @Override
        public void run() {
            task.run();
        }
    }

    private static final class BegunFirst extends LinkedBlockingDeque<Runnable> {
        private static final long serialVersionUID = 1L;

        private BegunFirst(int limit) {
            super(limit);
        }

        @Override
        public boolean offer(Runnable task) {
            return task instanceof Rest ? offerFirst(task) : offerLast(task);
        }
    }

    private final AtomicInteger threadsMade = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /**
     * @param threadCount how much of it runs at once
     * @param queueLimit how much may wait
     */
    public HandshakePool(int threadCount, int queueLimit) {
        threads = new ThreadPoolExecutor(
                threadCount, threadCount, IDLE_SECONDS, TimeUnit.SECONDS, new BegunFirst(queueLimit), this::newThread);
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "relay-tls-" + threadsMade.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs something on one of the threads.
     *
     * @throws RejectedExecutionException if the queue is full, or the pool closed
     */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Forgets what waits; what runs ends by itself, within milliseconds. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
