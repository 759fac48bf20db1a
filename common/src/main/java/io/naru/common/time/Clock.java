package io.naru.common.time;

import java.time.Instant;

/**
 * Where time comes from. Spans are measured by {@link #nanos()} only, so that nothing happens when somebody sets the
 * wall clock; {@link #now()} is for what people read.
 *
 * <p>Threading: implementations may be read by any thread.
 */
public interface Clock {
    /**
     * The monotonic clock in nanoseconds from an arbitrary point. Only differences mean something, and they, rather
     * than the values, must be compared, since values may wrap.
     */
    long nanos();

    /** The wall clock, which may jump. */
    Instant now();

    /** The clocks of this machine. */
    static Clock system() {
        return SystemClock.MACHINE;
    }
}
