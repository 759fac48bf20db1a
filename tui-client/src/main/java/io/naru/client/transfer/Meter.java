package io.naru.client.transfer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of a transfer has moved, and how fast over the last seconds.
 *
 * <p>Threading: {@link #moved}, {@link #lost}, {@link #skip}, {@link #beginAt} and {@link #whole} by the transfer's thread,
 * {@link #doneOctets} by any, the rest by the agent.
 */
final class Meter {
    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    /** What moves seldom is measured from before it last moved, so that it doesn't seem to stand in between. */
    private static final long LONGEST_WINDOW_NANOS = Duration.ofSeconds(30).toNanos();

    private record Sample(long nanos, long octets) {}

    private final AtomicLong done = new AtomicLong();
    private final AtomicLong base = new AtomicLong();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long movedNanos;
    private volatile boolean isWhole;

    /**
     * A new try begins. What is shown stays until {@link #beginAt} tells what the try builds on, so that a file of which
     * most is here doesn't seem to be at its beginning while that is looked at.
     */
    void restart(long nowNanos) {
        base.set(done.get());
        isWhole = false;
        begin(nowNanos);
    }

    /** Measures from now on; what has moved already counts, since a thread may have been quicker. */
    void begin(long nowNanos) {
        samples.clear();
        samples.add(new Sample(nowNanos, 0));
        movedNanos = nowNanos;
    }

    /** So many octets are here, whatever was thought before; from now on others move. */
    void beginAt(long octets) {
        base.set(octets);
        done.set(octets);
    }

    /** So many octets are here that didn't move now. */
    void skip(long octets) {
        base.addAndGet(octets);
        done.addAndGet(octets);
    }

    /** So many octets more. */
    void moved(long octets) {
        done.addAndGet(octets);
    }

    /** So many of those that moved were of no use: they came twice, or in part, or wrongly. */
    void lost(long octets) {
        done.addAndGet(-octets);
    }

    /** All have moved; what is left to do is this machine's (a disk that syncs), and never counts as stalled. */
    void whole() {
        isWhole = true;
    }

    long doneOctets() {
        return done.get();
    }

    /** Looks how far it is; whether it went on since the last look. */
    boolean sample(long nowNanos) {
        long octets = done.get() - base.get();
        boolean isMoving = samples.isEmpty() || samples.peekLast().octets != octets;
        if (isMoving) {
            movedNanos = nowNanos;
        }
        samples.addLast(new Sample(nowNanos, octets));
        while (samples.size() > 2 && nowNanos - samples.peekFirst().nanos > WINDOW_NANOS && isFirstOver(nowNanos)) {
            samples.removeFirst();
        }
        return isMoving;
    }

    private boolean isFirstOver(long nowNanos) {
        Iterator<Sample> all = samples.iterator();
        all.next();
        Sample second = all.next();
        return second.octets != samples.peekLast().octets || nowNanos - second.nanos > LONGEST_WINDOW_NANOS;
    }

    /** How long nothing has moved. */
    Duration stalled(long nowNanos) {
        return isWhole ? Duration.ZERO : Duration.ofNanos(nowNanos - movedNanos);
    }

    /** The mean rate of the window. */
    long octetsPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        long nanos = samples.peekLast().nanos - samples.peekFirst().nanos;
        long octets = samples.peekLast().octets - samples.peekFirst().octets;
        return nanos <= 0 ? 0 : (long) (Math.max(0, octets) * 1e9 / nanos);
    }
}
