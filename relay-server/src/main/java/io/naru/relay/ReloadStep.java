package io.naru.relay;

import java.io.IOException;

/** Something that is read again when the relay is told to, while it runs. */
@FunctionalInterface
public interface ReloadStep {
    /**
     * Reads it again, on a thread that may wait.
     *
     * @throws IOException if it can't be used, and what was before is still in force; a sentence
     */
    void reload() throws IOException;
}
