package io.naru.client.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What becomes of a program of which a thread has ended by a fault, such as a stack that overflowed or memory that ran
 * out: what that thread did is done by nobody any more, so the program ends in order instead of staying there as if it
 * lived. A fault of ours in a single task isn't that; it is logged, and costs that task.
 *
 * <p>Threading: any thread.
 */
public final class Breakdown implements Thread.UncaughtExceptionHandler {
    /** What the user is told. */
    public static final String SENTENCE =
            "Naru had to stop because of a fault of its own; the log says more. Downloads and unsent messages are kept."
                    + " Please start it again.";

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean hasHappened = new AtomicBoolean();
    private final Runnable lastResort;

    /** One after which nothing more is done than telling those who want to know. */
    public Breakdown() {
        this(() -> {});
    }

    /**
     * One that hasn't happened.
     *
     * @param lastResort called last, on the thread that ends; may block, and end the process if nobody else has
     */
    public Breakdown(Runnable lastResort) {
        this.lastResort = lastResort;
    }

    /** Has somebody told if it happens, by the thread that ends; at once if it has. Blocks for a short time at most. */
    public void whenBroken(Runnable action) {
        listeners.add(action);
        if (hasHappened.get()) {
            action.run();
        }
    }

    /** Doesn't tell somebody any more. */
    public void forget(Runnable action) {
        listeners.remove(action);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        boolean isFirst = hasHappened.compareAndSet(false, true);
        try {
            EngineLog.fault("the thread " + thread.getName() + " ended by a fault", fault);
        } finally {
            if (isFirst) {
                tell(listeners.size() - 1);
            }
        }
    }

    /** Where memory has run out each of them may fail, which mustn't keep the others from being told. */
    private void tell(int last) {
        try {
            if (last >= 0) {
                listeners.get(last).run();
            }
        } finally {
            if (last > 0) {
                tell(last - 1);
            } else {
                lastResort.run();
            }
        }
    }
}
