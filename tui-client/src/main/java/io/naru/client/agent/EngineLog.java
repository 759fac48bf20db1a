package io.naru.client.agent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * The engine's log: faults of ours, and small mishaps that nobody needs to be told of. The logger is looked up at the
 * first line, since setting up logging costs a tenth of a second that a start doesn't have.
 *
 * <p>Threading: any thread.
 */
public final class EngineLog {
    private static final String NAME = "io.naru.client.engine";

    private EngineLog() {}

    /** Something that isn't worth telling the user. */
    public static void mishap(Supplier<String> line) {
        logger().log(Level.DEBUG, line);
    }

    /** A fault of this program. */
    public static void fault(String line, Throwable fault) {
        logger().log(Level.ERROR, line, fault);
    }

    private static Logger logger() {
        return System.getLogger(NAME);
    }
}
