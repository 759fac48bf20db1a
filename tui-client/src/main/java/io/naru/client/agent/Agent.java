package io.naru.client.agent;

import io.naru.common.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The owner of all state of the engine: a queue of tasks and a list of timers, worked off by one thread. Everything
 * that blocks (sockets, disks) has threads of its own and comes here with what it found. Without {@link #start} a test
 * steps it by {@link #runPending}, with a clock that it sets itself.
 *
 * <p>It sleeps until a task comes or a timer is due; an engine with nothing to do uses no CPU.
 *
 * <p>Threading: {@link #execute} from any thread; {@link #schedule} and timers on the agent's own.
 */
public final class Agent implements Executor {
    private final Clock clock;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    /** The agent's own: what is due, soonest first. */
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Agent::bySoonest);

    private boolean isStopped;

    /** An agent that lives by the given clock. */
    public Agent(Clock clock) {
        this.clock = Objects.requireNonNull(clock);
    }

    /** The clock that the agent lives by. */
    public Clock clock() {
        return clock;
    }

    /** Has a task done, after those that came before. Never blocks. */
    @Override
    public void execute(Runnable task) {
        tasks.add(Objects.requireNonNull(task));
    }

    /** Has a task done once a span has passed, unless it is cancelled before. */
    public Timer schedule(Duration span, Runnable task) {
        Timer timer = new Timer(clock.nanos() + span.toNanos(), task);
        timers.add(timer);
        return timer;
    }

    /**
     * Starts the thread; it ends after {@link #stop}.
     *
     * @param breakdown is told if it ends by a fault: an {@link Error}, after which nobody can tell what is left half done
     */
    public Thread start(String name, Breakdown breakdown) {
        Thread thread = new Thread(this::run, name);
        thread.setUncaughtExceptionHandler(breakdown);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Ends the thread when the tasks before this call are done. Timers that aren't due by then never are. */
    public void stop() {
        execute(() -> isStopped = true);
    }

    /** Does all that waits now, and what comes of it, without waiting for more. For a caller that is the agent's thread. */
    public void runPending() {
        Runnable next = nextDue();
        while (next != null) {
            runOne(next);
            next = nextDue();
        }
    }

    private void run() {
        try {
            while (!isStopped) {
                Runnable task = awaitNext();
                if (task != null) {
                    runOne(task);
                }
                runPending();
            }
        } catch (InterruptedException e) {
            EngineLog.mishap(() -> "the engine's thread was interrupted, and ends");
        }
    }

    private Runnable awaitNext() throws InterruptedException {
        Timer first = timers.peek();
        return first == null
                ? tasks.take()
                : tasks.poll(Math.max(0, first.dueNanos - clock.nanos()), TimeUnit.NANOSECONDS);
    }

    private Runnable nextDue() {
        Timer first = timers.peek();
        if (first != null && first.dueNanos - clock.nanos() <= 0) {
            timers.remove();
            return first;
        }
        return isStopped ? null : tasks.poll();
    }

    /** Nanoseconds may wrap: their difference tells, not they. */
    private static int bySoonest(Timer one, Timer other) {
        return Long.signum(one.dueNanos - other.dueNanos);
    }

    /** A fault of ours in one task costs that task, not the engine. */
    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            EngineLog.fault("a task of the engine failed", e);
        }
    }

    /** A task that waits for its time. */
    public final class Timer implements Runnable {
        private final long dueNanos;
        private final Runnable task;
        private boolean isCancelled;

        private Timer(long dueNanos, Runnable task) {
            this.dueNanos = dueNanos;
            this.task = Objects.requireNonNull(task);
        }

        /** Makes sure that the task isn't done, if it wasn't yet. */
        public void cancel() {
            isCancelled = true;
            timers.remove(this);
        }

        @Override
        public void run() {
            if (!isCancelled) {
                task.run();
            }
        }
    }
}
