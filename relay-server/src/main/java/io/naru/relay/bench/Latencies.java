package io.naru.relay.bench;

import java.util.Arrays;

/**
 * How long deliveries took, in steps of ten microseconds up to two seconds.
 *
 * <p>Threading: one owner.
 */
public final class Latencies {
    private static final long STEP_NANOS = 10_000;
    private static final int STEPS = 200_000;

    private final long[] counts = new long[STEPS];
    private long total;
    private long worstNanos;

    void add(long nanos, int times) {
        int step = (int) Math.min(STEPS - 1, Math.max(0, nanos) / STEP_NANOS);
        counts[step] += times;
        total += times;
        worstNanos = Math.max(worstNanos, nanos);
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        worstNanos = 0;
    }

    /** These, whatever is counted later. */
    Latencies copy() {
        Latencies copy = new Latencies();
        System.arraycopy(counts, 0, copy.counts, 0, STEPS);
        copy.total = total;
        copy.worstNanos = worstNanos;
        return copy;
    }

    /** How many were counted. */
    public long total() {
        return total;
    }

    /** What the given part of them took at most, in milliseconds. */
    public double percentileMillis(double part) {
        long wanted = (long) Math.ceil(total * part);
        long seen = 0;
        for (int step = 0; step < STEPS; step++) {
            seen += counts[step];
            if (seen >= wanted) {
                return (step + 1) * STEP_NANOS / 1e6;
            }
        }
        return worstMillis();
    }

    /** What the slowest took, in milliseconds. */
    public double worstMillis() {
        return worstNanos / 1e6;
    }
}
