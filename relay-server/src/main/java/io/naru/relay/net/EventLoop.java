package io.naru.relay.net;

import io.naru.common.log.LogEvent;
import io.naru.common.time.Clock;
import io.naru.relay.metrics.Counters;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The one thread that everything in a relay belongs to. One turn of it:
 *
 * <pre>
 *     select until the next deadline     not waiting when work is left over
 *     take the time                      once
 *     start of the turn                  input that waited for this turn
 *     ready keys                         accept, read, "can be written again"
 *     due timers
 *     tasks of other threads             a bounded number
 *     flush                              each connection with output, once; see gatherWhile. In a crowded room that
 *                                        takes several turns, or what is said meanwhile would wait unread
 *     end of the turn                    bounds on memory
 * </pre>
 *
 * <p>What a handler throws is told to the connection it was for and ends nothing else.
 *
 * <p>Threading: {@link #execute} and {@link #stop} may be called by any thread, all else by the loop's thread: the one
 * that calls {@link #run} or {@link #runOnce}.
 */
public final class EventLoop implements Executor, AutoCloseable {
    private static final int TASKS_A_TURN = 1024;
    private static final int TIMERS_A_TURN = 4096;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 25 * NANOS_A_MILLI;
    /**
     * How long one turn flushes at least; in a crowded room a flush of all is twenty milliseconds. It is as long as the rest of
     * the turn where that was longer: however much comes, half of the time is for those who wait to hear it.
     */
    private static final long FLUSH_NANOS = 2 * NANOS_A_MILLI;

    private static final Logger LOGGER = System.getLogger(EventLoop.class.getName());

    /** Somebody whose channel is registered, or who has output; what its methods throw it is told. */
    public interface Participant {
        /** The channel of the key is ready. */
        void onReady(SelectionKey key);

        /** Writes once what waits. */
        void flush();

        /** One of the other methods threw. */
        void onFault(Throwable fault);
    }

    /** Somebody who has to do something in each turn. */
    interface TurnListener {
        /** After the time was taken. */
        void onTurnStart();

        /** After everything was flushed. */
        void onTurnEnd();

        /** Whether the next turn has something to do at its start, and must not wait for anything else. */
        boolean hasWork();
    }

    private final Clock clock;
    private final Counters counters;
    private final Selector selector;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private volatile Thread thread;
    private volatile boolean isStopped;

    // Owned by the loop's thread.
    private final TimerQueue timers = new TimerQueue();
    private final List<SelectionKey> ready = new ArrayList<>();
    private final List<TurnListener> turnListeners = new ArrayList<>();
    private List<Participant> withOutput = new ArrayList<>();
    private List<Participant> flushing = new ArrayList<>();
    /** How many of those have been. */
    private int flushed;

    private long flushBegunNanos;
    private long nowNanos;
    private BooleanSupplier isBusyElsewhere = () -> false;
    private boolean isGathering;
    private long flushAllowedNanos;

    /**
     * A loop that isn't running yet.
     *
     * @param counters told of each turn
     */
    public EventLoop(Clock clock, Counters counters) throws IOException {
        this.clock = Objects.requireNonNull(clock);
        this.counters = Objects.requireNonNull(counters);
        this.selector = Selector.open();
        this.nowNanos = clock.nanos();
        this.flushAllowedNanos = nowNanos;
    }

    /** Turns until {@link #stop}, then closes itself. */
    public void run() throws IOException {
        try {
            while (!isStopped) {
                runOnce(LONGEST_WAIT_MILLIS);
            }
        } finally {
            close();
        }
    }

    /**
     * One turn.
     *
     * @param maxWaitMillis how long it may wait for something to happen; 0 not to wait
     */
    public void runOnce(long maxWaitMillis) throws IOException {
        thread = Thread.currentThread();
        long waitMillis = Math.min(maxWaitMillis, millisUntilWork());
        if (waitMillis > 0) {
            selector.select(ready::add, waitMillis);
        } else {
            selector.selectNow(ready::add);
        }
        isWoken.set(false);
        nowNanos = clock.nanos();
        turnListeners.forEach(TurnListener::onTurnStart);
        ready.forEach(this::onReady);
        ready.clear();
        runTimers();
        runTasks();
        flush();
        turnListeners.forEach(TurnListener::onTurnEnd);
        counters.onTurn(nowNanos, clock.nanos());
    }

    /** The time of this turn, from the monotonic clock. */
    public long nowNanos() {
        return nowNanos;
    }

    /** The wall clock in milliseconds, for what people read. */
    public long nowMillis() {
        return clock.now().toEpochMilli();
    }

    /**
     * Has something done in the loop, soon; tasks of one thread in their order.
     *
     * @throws RejectedExecutionException if the loop was stopped
     */
    @Override
    public void execute(Runnable task) {
        if (isStopped) {
            throw new RejectedExecutionException("the relay's loop was stopped");
        }
        tasks.add(Objects.requireNonNull(task));
        wakeUp();
    }

    /** Has something done once its deadline, on the clock of {@link #nowNanos}, has passed. */
    public Timer schedule(long deadlineNanos, Runnable task) {
        return timers.add(deadlineNanos, task);
    }

    /** Ends {@link #run} after the turn that is under way. */
    public void stop() {
        isStopped = true;
        selector.wakeup();
    }

    /** Closes the selector; channels are their owners' to close. */
    @Override
    public void close() throws IOException {
        isStopped = true;
        selector.close();
    }

    /** Has a channel watched; it is made one that doesn't block, and stays its owner's to close. */
    public SelectionKey register(SelectableChannel channel, int operations, Participant participant)
            throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, participant);
    }

    /** Asks for a flush at the end of this turn, or of the next one when this turn's flushing has begun. */
    void flushLater(Participant participant) {
        withOutput.add(participant);
    }

    /**
     * Leaves the processor to others who work for this loop: as long as they do, flushing takes a third of the time at
     * most, and what comes meanwhile leaves together, a fortieth of a second later at worst. In a crowded room a message
     * costs a write for each reader, which is the same for one message and for ten.
     */
    void gatherWhile(BooleanSupplier isBusy) {
        isBusyElsewhere = isBusy;
    }

    /** Whether output of the turn before still waits to be flushed. */
    boolean isBehind() {
        return isGathering || isFlushing();
    }

    private boolean isFlushing() {
        return flushed < flushing.size();
    }

    void addTurnListener(TurnListener listener) {
        turnListeners.add(listener);
    }

    private void wakeUp() {
        if (Thread.currentThread() != thread && isWoken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    private long millisUntilWork() {
        boolean hasOutput = isFlushing() || !withOutput.isEmpty() && !isGathering;
        if (!tasks.isEmpty() || hasOutput || turnListeners.stream().anyMatch(TurnListener::hasWork)) {
            return 0;
        }
        long now = clock.nanos();
        long untilFlush = isGathering ? Math.max(0, flushAllowedNanos - now) : Long.MAX_VALUE;
        long untilDue = Math.min(untilFlush, timers.nanosUntilDue(now));
        // Rounded up: waking a moment before the deadline would mean a turn for nothing, again and again.
        return untilDue == Long.MAX_VALUE ? untilDue : (untilDue + NANOS_A_MILLI - 1) / NANOS_A_MILLI;
    }

    private void onReady(SelectionKey key) {
        Participant participant = (Participant) key.attachment();
        try {
            if (key.isValid()) {
                participant.onReady(key);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            participant.onFault(e);
        }
    }

    private void runTimers() {
        for (int i = 0; i < TIMERS_A_TURN; i++) {
            Timer due = timers.pollDue(nowNanos);
            if (due == null) {
                return;
            }
            runLogged(due::run);
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_A_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runLogged(task);
        }
    }

    /** Tasks and timers of a connection are guarded by it; what comes through here belongs to nobody. */
    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LogEvent.of("fault").with("where", "a task").because(e).log(LOGGER, Level.ERROR);
        }
    }

    private void flush() {
        boolean isBusy = isBusyElsewhere.getAsBoolean();
        if (!isFlushing()) {
            isGathering = isBusy && nowNanos - flushAllowedNanos < 0;
            if (isGathering) {
                return;
            }
            List<Participant> due = withOutput;
            withOutput = flushing;
            flushing = due;
            flushBegunNanos = nowNanos;
        }
        if (isFlushing()) {
            flushSome();
        }
        if (isFlushing()) {
            return;
        }
        flushing.clear();
        flushed = 0;
        if (isBusy) {
            long flushedNanos = clock.nanos();
            // What came before the flush in this turn is work of the same kind.
            long pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * (flushedNanos - flushBegunNanos));
            flushAllowedNanos = flushedNanos + pauseNanos;
        }
    }

    private void flushSome() {
        long begun = clock.nanos();
        long end = begun + Math.max(FLUSH_NANOS, begun - nowNanos);
        // One at least, also where the thread had to wait for a processor just now.
        do {
            Participant participant = flushing.get(flushed);
            flushed++;
            try {
                participant.flush();
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                participant.onFault(e);
            }
        } while (isFlushing() && clock.nanos() - end < 0);
    }
}
