package io.naru.relay.session;

import io.naru.common.time.TokenBucket;
import io.naru.relay.metrics.TrafficClass;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How much an account may send, by class. Past it searches for files and offers are refused, and answers to searches left
 * out, since others ask for those. Nothing else is refused: the relay reads the account's connection more slowly. Whoever
 * keeps it waiting so for longer than {@code patience} is told, and sent away after as long again.
 *
 * @param rates for each class that is limited
 * @param patience how much waiting is borne, 1 second to 1 hour; half of what is waited is forgotten as time goes by
 */
public record TrafficLimits(Map<TrafficClass, Rate> rates, Duration patience) {
    /** No limit at all: for benchmarks, and networks where everybody is trusted. */
    public static final TrafficLimits OFF = new TrafficLimits(Map.of(), Duration.ofSeconds(30));

    /** Far above what people and well-behaved programs need. */
    public static final TrafficLimits DEFAULT = new TrafficLimits(
            Map.of(
                    TrafficClass.CHAT, new Rate(50, 200),
                    TrafficClass.PRESENCE, new Rate(5, 50),
                    TrafficClass.LISTING, new Rate(50, 500),
                    TrafficClass.SEARCH, new Rate(2, 20),
                    TrafficClass.FIND, new Rate(1, 20),
                    TrafficClass.HIT, new Rate(500, 5_000),
                    TrafficClass.OFFER, new Rate(1, 20),
                    TrafficClass.HISTORY, new Rate(20, 500),
                    TrafficClass.REQUEST, new Rate(50, 1_000),
                    TrafficClass.OCTETS, new Rate(2 << 20, 16 << 20)),
            Duration.ofSeconds(30));

    /**
     * A rate.
     *
     * @param perSecond how many in the long run
     * @param burst how many at once after a pause
     */
    public record Rate(long perSecond, long burst) {
        public Rate {
            if (perSecond < 1 || burst < 1 || perSecond > TokenBucket.TOKENS_MAX || burst > TokenBucket.TOKENS_MAX) {
                throw new IllegalArgumentException("a rate and its burst are 1 to " + TokenBucket.TOKENS_MAX);
            }
        }

        TokenBucket bucket(long nowNanos) {
            return new TokenBucket(burst, perSecond, nowNanos);
        }
    }

    public TrafficLimits {
        EnumMap<TrafficClass, Rate> copy = new EnumMap<>(TrafficClass.class);
        copy.putAll(rates);
        rates = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(patience);
        if (patience.compareTo(Duration.ofSeconds(1)) < 0 || patience.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("the patience with busy clients is a second to an hour");
        }
    }

    /** These limits with another rate of a class; empty for any rate. */
    public TrafficLimits with(TrafficClass limited, Optional<Rate> rate) {
        EnumMap<TrafficClass, Rate> changed = new EnumMap<>(TrafficClass.class);
        changed.putAll(rates);
        changed.remove(limited);
        rate.ifPresent(value -> changed.put(limited, value));
        return new TrafficLimits(changed, patience);
    }
}
