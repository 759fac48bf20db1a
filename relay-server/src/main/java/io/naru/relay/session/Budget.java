package io.naru.relay.session;

import io.naru.common.time.TokenBucket;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.TrafficLimits.Rate;

/**
 * What an account has left to send, in all of its sessions together. It outlives the connection, so that coming back
 * refills nothing.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Budget {
    private static final long NANOS_A_MILLI = 1_000_000;
    /** Half of the time that goes by, as milliseconds a second. */
    private static final int FORGOTTEN_A_SECOND = 500;

    /** How a client stands that had to be kept waiting. */
    enum Standing {
        /** It happens. */
        BORNE,
        /** It is time to say something. */
        WARN,
        /** It was said, and went on. */
        DOOR
    }

    private final TrafficLimits limits;
    /** By class; null before the first one is sent, as most classes never are by most accounts. */
    private final TokenBucket[] buckets = new TokenBucket[TrafficClass.values().length];
    /** Its tokens are milliseconds of waiting that are still borne. */
    private final TokenBucket patience;

    private final long doorNanos;
    /** Until when one of the sessions waits already. */
    private long waitsUntilNanos;

    private boolean isWarned;

    Budget(TrafficLimits limits, long nowNanos) {
        this.limits = limits;
        long millis = limits.patience().toMillis();
        this.patience = new TokenBucket(millis, FORGOTTEN_A_SECOND, nowNanos);
        this.waitsUntilNanos = nowNanos;
        this.doorNanos = millis * NANOS_A_MILLI * 1_000 / FORGOTTEN_A_SECOND;
    }

    /**
     * Charges what was sent.
     *
     * @return for how long nothing more is to be read, 0 to go on
     */
    long charge(TrafficClass sent, long amount, long nowNanos) {
        TokenBucket bucket = bucket(sent, nowNanos);
        if (bucket == null) {
            return 0;
        }
        bucket.charge(amount, nowNanos);
        return bucket.nanosUntil(0, nowNanos);
    }

    /** Whether one more may be sent; if so, it is charged. */
    boolean tryTake(TrafficClass sent, long nowNanos) {
        TokenBucket bucket = bucket(sent, nowNanos);
        return bucket == null || bucket.tryTake(1, nowNanos);
    }

    /** Null for what isn't limited. */
    private TokenBucket bucket(TrafficClass sent, long nowNanos) {
        Rate rate = limits.rates().get(sent);
        if (rate != null && buckets[sent.ordinal()] == null) {
            buckets[sent.ordinal()] = rate.bucket(nowNanos);
        }
        return buckets[sent.ordinal()];
    }

    /**
     * Charges a wait that {@link #charge} has asked for; each warning is given once, until it is calm again. Sessions that
     * wait at the same time, after a restart for instance, cost no more patience than one.
     */
    Standing onWait(long waitNanos, long nowNanos) {
        long borneNanos = Math.max(0, waitsUntilNanos - nowNanos);
        if (waitNanos > borneNanos) {
            patience.charge((waitNanos - borneNanos) / NANOS_A_MILLI + 1, nowNanos);
            waitsUntilNanos = nowNanos + waitNanos;
        }
        long debtNanos = patience.nanosUntil(0, nowNanos);
        if (debtNanos >= doorNanos) {
            return Standing.DOOR;
        }
        boolean warns = debtNanos > 0 && !isWarned;
        isWarned = debtNanos > 0;
        return warns ? Standing.WARN : Standing.BORNE;
    }
}
