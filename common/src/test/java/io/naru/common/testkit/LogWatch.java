package io.naru.common.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What our code logs while this is open, for tests in which nothing should go wrong inside however wrong it goes outside.
 *
 * <p>Threading: any thread may log.
 */
public final class LogWatch implements AutoCloseable {
    /** Held on to, since the JDK forgets a logger that nobody holds, and its handlers with it. */
    private final Logger logger = Logger.getLogger("io.naru");

    private final Collector collector = new Collector();

    /** Begins to watch. */
    public LogWatch() {
        logger.addHandler(collector);
    }

    private static final class Collector extends Handler {
        private final List<String> records = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                records.add(entry.getLevel() + " " + entry.getMessage() + " " + entry.getThrown());
            }
        }

        private synchronized List<String> of(Level level) {
            return records.stream()
                    .filter(entry -> entry.startsWith(level.toString()))
                    .toList();
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** The errors so far, each with what was thrown. */
    public List<String> errors() {
        return collector.of(Level.SEVERE);
    }

    /** The warnings so far. */
    public List<String> warnings() {
        return collector.of(Level.WARNING);
    }

    @Override
    public void close() {
        logger.removeHandler(collector);
    }
}
