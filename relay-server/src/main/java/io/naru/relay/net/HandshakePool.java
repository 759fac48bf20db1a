package io.naru.relay.net;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the arithmetic of TLS handshakes runs, behind a bounded queue: about a millisecond a handshake.
 * They aren't those that hash passwords: a flood of logins by password must not keep those out who come with a key, nor
 * the other way round.
 *
 * <p>Its threads are named {@code relay-tls-N}, are made when they are needed and end when they aren't.
 *
 * <p>Threading: may be used by any thread.
 */
public final class HandshakePool implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger threadsMade = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /**
     * @param threadCount how much of it runs at once
     * @param queueLimit how much may wait
     */
    public HandshakePool(int threadCount, int queueLimit) {
        threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueLimit),
                this::newThread);
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
