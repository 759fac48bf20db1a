package io.naru.common.testkit;

import io.naru.common.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock that stands still until a test moves it. It starts shortly before its nanoseconds wrap, so that code which
 * compares values instead of differences fails.
 *
 * <p>Threading: any thread may read and move it.
 */
public final class FakeClock implements Clock {
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Lets time pass on both clocks. */
    public synchronized void advance(Duration span) {
        if (span.isNegative()) {
            throw new IllegalArgumentException("time doesn't go back by " + span);
        }
        nanos += span.toNanos();
        now = now.plus(span);
    }

    /** Lets time pass on both clocks. */
    public void advanceNanos(long spanNanos) {
        advance(Duration.ofNanos(spanNanos));
    }

    /** Sets the wall clock, forward or back, without any time passing. */
    public synchronized void jumpTo(Instant instant) {
        now = instant;
    }
}
