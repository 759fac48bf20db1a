package io.naru.client.ways;

import io.naru.client.data.Way;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which ways to whom have died lately, so that they aren't the first to be tried again.
 *
 * <p>Threading: the agent's.
 */
final class WayMemory {
    /** How long a way that died stands back. */
    static final Duration GRUDGE = Duration.ofMinutes(2);

    private static final int MAX = 1000;

    private record Failed(UserName user, Way way) {}

    private final Clock clock;
    private final Map<Failed, Long> untilNanos = new HashMap<>();

    WayMemory(Clock clock) {
        this.clock = clock;
    }

    void died(UserName user, Way way) {
        dropOld();
        if (untilNanos.size() < MAX) {
            untilNanos.put(new Failed(user, way), clock.nanos() + GRUDGE.toNanos());
        }
    }

    /** The ways to that user that are to stand back now. */
    Set<Way> standingBack(UserName user) {
        dropOld();
        Set<Way> ways = EnumSet.noneOf(Way.class);
        untilNanos.keySet().stream().filter(each -> each.user().equals(user)).forEach(each -> ways.add(each.way()));
        return ways;
    }

    private void dropOld() {
        long now = clock.nanos();
        untilNanos.values().removeIf(until -> until - now <= 0);
    }
}
