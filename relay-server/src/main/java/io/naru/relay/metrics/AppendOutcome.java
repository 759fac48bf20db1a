package io.naru.relay.metrics;

import java.util.Locale;

/** What became of a message that somebody said. */
public enum AppendOutcome {
    /** It is on the disk. */
    KEPT,
    /** It was there already. */
    REPEATED,
    /** Too much waited for the store. */
    BUSY,
    /** The store couldn't keep it. */
    FAILED;

    /** As figures name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
