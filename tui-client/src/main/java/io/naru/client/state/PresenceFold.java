package io.naru.client.state;

import java.util.Map;
import java.util.Objects;

/**
 * People who came and went within a while, which one line tells: {@code bob and carol joined, dave left}.
 *
 * @param line the number of that line, always the newest of its room
 * @param lastNanos when it last took more
 * @param changes what each did, in the order of their first steps; must not be changed
 */
public record PresenceFold(long line, long lastNanos, Map<Person, Change> changes) {
    /** What somebody did in all. */
    public enum Change {
        /** Came. */
        JOINED,
        /** Went. */
        LEFT,
        /** Came, and went again. */
        JOINED_AND_LEFT,
        /** Went, and came again. */
        LEFT_AND_CAME_BACK
    }

    public PresenceFold {
        Objects.requireNonNull(changes);
    }
}
