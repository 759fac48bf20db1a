package io.naru.common.log;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Where the log of this program goes. Classes log through {@code System.Logger}; this decides, in code and without a
 * settings file, which lines are written, where and how.
 *
 * <p>Ours from info on, and those of libraries from warning on; with debug, ours all and libraries' from info on.
 *
 * <p>Threading: started and closed by the main thread; lines come from all threads and are written one at a time.
 */
public final class Logging implements AutoCloseable {

    private static final String MANAGER_PROPERTY = "java.util.logging.manager";

    private final Logger root = Logger.getLogger("");
    // Held, since the JDK forgets a logger's level together with the logger.
    private final Logger ours = Logger.getLogger("io.naru");
    private final Level rootLevelBefore = root.getLevel();
    private final Level oursLevelBefore = ours.getLevel();
    private final List<Handler> before = List.of(root.getHandlers());

    private Logging(Level rootLevel, Level oursLevel) {
        before.forEach(root::removeHandler);
        root.setLevel(rootLevel);
        ours.setLevel(oursLevel);
    }

    /**
     * Sends the log to {@code sink} as UTF-8, one line a record, each written at once.
     *
     * @param sink stays the caller's to close
     * @param debug whether debug lines and stack traces are written too
     */
    public static Logging start(OutputStream sink, boolean debug) {
        return start(sink, debug ? System.Logger.Level.ALL : System.Logger.Level.INFO);
    }

    /**
     * The same with another threshold for our own lines.
     *
     * @param least debug and below write stack traces too
     */
    public static Logging start(OutputStream sink, System.Logger.Level least) {
        keepHandlersToTheEnd();
        boolean debug = least.getSeverity() <= System.Logger.Level.DEBUG.getSeverity();
        Level oursFrom = switch (least) {
            case ALL, TRACE -> Level.ALL;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
        Logging logging = new Logging(debug ? Level.INFO : Level.WARNING, oursFrom);
        logging.root.addHandler(new LineHandler(sink, new LineFormatter(debug)));
        return logging;
    }

    /** Writes no log at all: for commands that tell their user everything themselves. */
    public static Logging silent() {
        keepHandlersToTheEnd();
        return new Logging(Level.OFF, Level.OFF);
    }

    /** Has an effect only where nothing was logged yet, and no other manager was chosen. */
    private static void keepHandlersToTheEnd() {
        if (System.getProperty(MANAGER_PROPERTY) == null) {
            System.setProperty(MANAGER_PROPERTY, LastingLogManager.class.getName());
        }
    }

    /** Puts everything back as it was before. */
    @Override
    public void close() {
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        before.forEach(root::addHandler);
        root.setLevel(rootLevelBefore);
        ours.setLevel(oursLevelBefore);
    }

    /** Writes and flushes line by line; {@code StreamHandler} would keep them, and close the stream at the end. */
    private static final class LineHandler extends Handler {
        private final OutputStream sink;

        LineHandler(OutputStream sink, Formatter formatter) {
            this.sink = sink;
            setFormatter(formatter);
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            if (!isLoggable(entry)) {
                return;
            }
            try {
                sink.write(getFormatter().format(entry).getBytes(StandardCharsets.UTF_8));
                sink.flush();
            } catch (Exception e) {
                // The log is the last place to tell; the JDK's error manager writes its first fault to stderr.
                reportError(null, e, ErrorManager.WRITE_FAILURE);
            }
        }

        @Override
        public void flush() {
            // Every line is.
        }

        @Override
        public void close() {
            // The stream is the caller's.
        }
    }
}
