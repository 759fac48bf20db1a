package io.naru.relay.net;

/**
 * Something that the loop will do at a deadline, unless it is cancelled before.
 *
 * <p>Threading: confined to the loop.
 */
public final class Timer {
    static final int NOT_QUEUED = -1;

    private final TimerQueue queue;
    private final Runnable task;
    private final long deadlineNanos;
    int place = NOT_QUEUED;

    Timer(TimerQueue queue, long deadlineNanos, Runnable task) {
        this.queue = queue;
        this.deadlineNanos = deadlineNanos;
        this.task = task;
    }

    /** Forgets it, if it wasn't done yet. */
    public void cancel() {
        queue.remove(this);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void run() {
        task.run();
    }

    /** Compared by difference, since the clock's values may wrap. */
    boolean isBefore(Timer other) {
        return deadlineNanos - other.deadlineNanos < 0;
    }
}
