package io.naru.client.agent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads for work that blocks; they go away when there is nothing to do. What is more than they can do waits in
 * its order; how much that can be is for the giver to bound.
 *
 * <p>Threading: any thread.
 */
public final class Workers implements Executor {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final AtomicInteger lastNumber = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    /**
     * No threads yet.
     *
     * @param name what they are called; numbered where there can be several
     * @param count how many there are at most
     */
    public Workers(String name, int count) {
        pool = new ThreadPoolExecutor(
                count, count, KEPT.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), body -> {
                    Thread thread = new Thread(body, count == 1 ? name : name + "-" + lastNumber.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable body) {
        pool.execute(() -> run(body));
    }

    /** A fault of ours in one task costs that task; an {@link Error} ends the program ({@link Breakdown}). */
    private static void run(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException e) {
            EngineLog.fault("a task on a thread of its own failed", e);
        }
    }
}
