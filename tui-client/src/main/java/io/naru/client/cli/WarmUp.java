package io.naru.client.cli;

import io.naru.client.agent.EngineLog;
import io.naru.client.app.Rehearsal;

/**
 * Loads what the first frame needs while the main thread reads the command line: on a machine with two cores the
 * library of commands and the screen then start side by side.
 *
 * <p>Threading: a daemon thread of its own, which nobody waits for.
 */
final class WarmUp {
    private WarmUp() {}

    static void begin() {
        Thread thread = new Thread(Rehearsal::run, "warm-up");
        thread.setDaemon(true);
        // What can't be rehearsed fails for good when it is meant, and says so then.
        thread.setUncaughtExceptionHandler(
                (ended, fault) -> EngineLog.mishap(() -> "nothing was loaded ahead: " + fault));
        thread.start();
    }
}
