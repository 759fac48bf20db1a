package io.naru.common.log;

import java.util.logging.LogManager;

/**
 * A log manager whose handlers stay. The JDK's own removes them in a shutdown hook of its own, beside ours, so that
 * the last lines of a program that is told to stop would be lost.
 *
 * <p>Public, with a public constructor, because the JDK makes it by its name.
 *
 * <p>Threading: as {@link LogManager}.
 */
public final class LastingLogManager extends LogManager {

    /** Called by the JDK alone. */
    public LastingLogManager() {}

    /** Keeps everything as it is. */
    @Override
    public void reset() {
        // Nothing: every line is flushed as it is written, so nothing has to be closed at the end.
    }
}
