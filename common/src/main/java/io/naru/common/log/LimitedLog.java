package io.naru.common.log;

import io.naru.common.time.TokenBucket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Writes events that others can cause at will: some at once, then so many a second, or whoever tries to log in a
 * thousand times a second fills the disk with the log of it. The next line that is written says how many weren't.
 *
 * <p>Threading: confined to its owner's thread.
 */
public final class LimitedLog {
    private final Logger logger;
    private final TokenBucket lines;
    private long suppressed;

    /**
     * A log that has its whole burst left.
     *
     * @param burst how many lines at once after a pause, at least 1
     * @param perSecond how many in the long run, at least 1
     * @param nowNanos on the clock of {@link #log}
     */
    public LimitedLog(Logger logger, int burst, int perSecond, long nowNanos) {
        this.logger = Objects.requireNonNull(logger);
        this.lines = new TokenBucket(burst, perSecond, nowNanos);
    }

    /** Writes the event, unless there were too many lately. */
    public void log(Level level, LogEvent event, long nowNanos) {
        if (!logger.isLoggable(level)) {
            return;
        }
        if (!lines.tryTake(1, nowNanos)) {
            suppressed++;
            return;
        }
        if (suppressed > 0) {
            event.with("suppressed", suppressed);
            suppressed = 0;
        }
        event.log(logger, level);
    }
}
