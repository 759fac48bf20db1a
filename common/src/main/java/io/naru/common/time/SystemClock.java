package io.naru.common.time;

import java.time.Instant;

/**
 * The clocks of the machine.
 *
 * <p>Threading: stateless; any thread.
 */
final class SystemClock implements Clock {
    static final SystemClock MACHINE = new SystemClock();

    private SystemClock() {}

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
