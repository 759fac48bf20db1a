package io.naru.relay.metrics;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How long the turns of the loop took, without the waiting: a histogram whose bounds are powers of two, from 65 µs to
 * 1.07 s, so that a turn finds its place by a shift.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class TurnTimes {
    /** The first bound is 2 to the power of this, in nanoseconds. */
    private static final int FIRST_BOUND_BITS = 16;

    private static final int BOUNDS = 15;

    private final long[] counts = new long[BOUNDS + 1];
    private long totalNanos;
    private long longestNanos;

    TurnTimes() {}

    void onTurn(long nanos) {
        counts[place(nanos)]++;
        totalNanos += nanos;
        if (nanos > longestNanos) {
            longestNanos = nanos;
        }
    }

    private static int place(long nanos) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, nanos - 1) >> FIRST_BOUND_BITS);
        return Math.min(bits, BOUNDS);
    }

    Snapshot snapshot() {
        return new Snapshot(LongStream.of(counts).boxed().toList(), totalNanos, longestNanos);
    }

    /**
     * The histogram as it stands.
     *
     * @param counts how many turns took at most the bound of the same place and more than the one before; the last is
     *     of those that took longer than all bounds
     * @param totalNanos all turns together
     * @param longestNanos the longest of them
     */
    public record Snapshot(List<Long> counts, long totalNanos, long longestNanos) {
        public Snapshot {
            counts = List.copyOf(counts);
        }

        /** The upper bounds, included, in nanoseconds: one fewer than {@link #counts}. */
        public static List<Long> boundsNanos() {
            return IntStream.range(0, BOUNDS)
                    .mapToObj(i -> 1L << (FIRST_BOUND_BITS + i))
                    .toList();
        }

        /** How many turns there were. */
        public long turns() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }
}
