package io.naru.client.transfer;

import io.naru.common.time.Clock;
import io.naru.common.time.TokenBucket;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Holds back the threads of transfers so that all together stay within a rate. What has passed is charged afterwards, so
 * a single large piece is never stuck; whoever comes next waits for it.
 *
 * <p>Threading: any.
 */
final class RateLimit {
    /** How much may pass at once after a pause, as a part of a second. */
    private static final int BURSTS_A_SECOND = 4;

    private static final long LONGEST_NAP_NANOS = Duration.ofMillis(200).toNanos();

    private final Clock clock;
    /** Guarded by this; null without a limit. */
    private TokenBucket bucket;

    private long octetsPerSecond;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** Sets the rate; 0 for none. Who waits learns of it within a moment. */
    synchronized void set(long newOctetsPerSecond) {
        if (newOctetsPerSecond != octetsPerSecond) {
            octetsPerSecond = newOctetsPerSecond;
            long burst = Math.max(1, newOctetsPerSecond / BURSTS_A_SECOND);
            bucket = newOctetsPerSecond == 0 ? null : new TokenBucket(burst, newOctetsPerSecond, clock.nanos());
            notifyAll();
        }
    }

    /** How much is to pass at once, so that nobody waits long for it and what is ended meanwhile ends soon. */
    synchronized int stride(int mostOctets) {
        return bucket == null ? mostOctets : (int) Math.max(1, Math.min(mostOctets, octetsPerSecond / BURSTS_A_SECOND));
    }

    /** Charges what has passed, and waits until more may. */
    synchronized void passed(long octets) throws InterruptedIOException {
        if (bucket == null) {
            return;
        }
        bucket.charge(Math.min(octets, TokenBucket.TOKENS_MAX), clock.nanos());
        while (bucket != null) {
            long nanos = bucket.nanosUntil(0, clock.nanos());
            if (nanos <= 0) {
                return;
            }
            nap(Math.min(nanos, LONGEST_NAP_NANOS));
        }
    }

    private void nap(long nanos) throws InterruptedIOException {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("it was called off");
        }
    }
}
