package io.naru.common.time;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts: each may last twice as long as the one before, up to a longest one, and a random half
 * of it is left off, so that a thousand clients which lost the same relay don't come back at the same moment.
 *
 * <p>Threading: one owner; not synchronised.
 */
public final class Backoff {
    private final long firstNanos;
    private final long longestNanos;
    private final RandomGenerator random;
    private long nextNanos;

    /**
     * Pauses that start short.
     *
     * @param first the longest that the first pause may be, more than zero
     * @param longest the longest that any pause may be, at least {@code first}
     * @param random where the jitter comes from
     */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
        this.random = Objects.requireNonNull(random, "random");
        if (firstNanos <= 0 || longestNanos < firstNanos) {
            throw new IllegalArgumentException("no pauses from " + first + " to " + longest);
        }
        this.nextNanos = firstNanos;
    }

    /** The next pause in nanoseconds: between half of what has grown so far and all of it. */
    public long nextNanos() {
        long pause = nextNanos;
        nextNanos = pause > longestNanos / 2 ? longestNanos : pause * 2;
        long half = pause / 2;
        return pause - random.nextLong(half + 1);
    }

    /** Starts over, after an attempt that went well. */
    public void reset() {
        nextNanos = firstNanos;
    }
}
