package io.naru.client.agent;

import io.naru.common.time.TokenBucket;
import java.time.Duration;

/**
 * When the next of many things is to be done, so that there are never more than so many in a time: at once after a
 * pause, then one after the other.
 *
 * <p>Threading: the agent's.
 */
public final class Pace {
    private final Agent agent;
    private final TokenBucket bucket;

    /**
     * Nothing was done yet.
     *
     * @param atOnce how many at once after a pause
     * @param perSecond how many in the long run
     */
    public Pace(Agent agent, long atOnce, long perSecond) {
        this.agent = agent;
        this.bucket = new TokenBucket(atOnce, perSecond, agent.clock().nanos());
    }

    /** How long to wait before the next one is done, whose turn is taken by this call; zero if it may be done now. */
    public Duration next() {
        long now = agent.clock().nanos();
        bucket.charge(1, now);
        return Duration.ofNanos(bucket.nanosUntil(0, now));
    }
}
