package io.naru.relay.splice;

import io.naru.common.message.UserName;
import io.naru.common.time.TokenBucket;

/**
 * What an account may still have carried. It outlives its ways, so that a new one refills nothing.
 *
 * <p>Threading: the number of ways belongs to the relay's loop; {@link #isSpent} may be asked by any thread; all else is
 * confined to the thread that moves octets.
 */
final class SpliceAccount {
    private static final long OCTETS_A_MEGABYTE = 1_000_000;
    /** The unit of the day's bucket, so that a terabyte fits into it. */
    private static final long OCTETS_A_KILOBYTE = 1_000;

    private static final long SECONDS_A_DAY = 86_400;
    /** Whose volume is used up waits until there is so much of a day again: a trickle helps nobody. */
    private static final long PART_TO_GO_ON = 96;

    private final UserName name;
    /** Null where there is no limit. */
    private final TokenBucket perSecond;

    private final TokenBucket perDay;
    private final long goOnKilobytes;
    private long uncharged;
    private volatile boolean isSpent;
    private volatile long goOnNanos;
    private int ways;

    SpliceAccount(UserName name, SpliceLimits limits, long nowNanos) {
        this.name = name;
        this.perSecond = limits.octetsPerSecond() == 0
                ? null
                : new TokenBucket(limits.octetsPerSecond(), limits.octetsPerSecond(), nowNanos);
        long kilobytes = limits.megabytesPerDay() * (OCTETS_A_MEGABYTE / OCTETS_A_KILOBYTE);
        long bounded = Math.min(kilobytes, TokenBucket.TOKENS_MAX);
        this.perDay = kilobytes == 0 ? null : new TokenBucket(bounded, Math.max(1, bounded / SECONDS_A_DAY), nowNanos);
        this.goOnKilobytes = Math.max(1, bounded / PART_TO_GO_ON);
    }

    UserName name() {
        return name;
    }

    /** How many ways it has, or has asked for. */
    int ways() {
        return ways;
    }

    void onWay() {
        ways++;
    }

    void onWayGone() {
        ways--;
    }

    /** Whether the day's volume is used up. */
    boolean isSpent(long nowNanos) {
        return isSpent && goOnNanos - nowNanos > 0;
    }

    /**
     * Charges what was carried.
     *
     * @return for how long nothing more is to be carried, 0 to go on
     */
    long charge(int octets, long nowNanos) {
        if (perDay != null) {
            uncharged += octets;
            perDay.charge(uncharged / OCTETS_A_KILOBYTE, nowNanos);
            uncharged %= OCTETS_A_KILOBYTE;
            isSpent = perDay.nanosUntil(0, nowNanos) > 0;
            if (isSpent) {
                goOnNanos = nowNanos + perDay.nanosUntil(goOnKilobytes, nowNanos);
            }
        }
        if (perSecond == null) {
            return 0;
        }
        perSecond.charge(octets, nowNanos);
        return perSecond.nanosUntil(0, nowNanos);
    }
}
