package io.naru.client.ways;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import java.io.Closeable;
import java.io.IOException;

/**
 * Closing of what nobody waits for any more.
 *
 * <p>Threading: stateless.
 */
final class Quiet {
    private Quiet() {}

    static void close(Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            EngineLog.mishap(() -> "closing a data connection failed: " + Reason.of(e));
        }
    }
}
