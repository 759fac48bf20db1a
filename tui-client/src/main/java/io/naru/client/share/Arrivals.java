package io.naru.client.share;

import io.naru.client.event.ShareAudience;
import io.naru.common.time.Clock;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What of the share isn't known yet: the folders that were given to be shared and aren't in the {@link ShareView}, since
 * somebody looks whether they are folders, and opens the index; and, behind a login, who is in which room. Until then what is in them isn't known to be missing, and where several are seen even the
 * paths may be others; so whoever asks waits for a moment, and is told to come again rather than that there is nothing. A
 * disk that doesn't answer holds up nobody twice, and is waited for no more after a minute.
 *
 * <p>Threading: any thread.
 */
final class Arrivals {
    static final Duration EXPECTED = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Set<Arrival> open = ConcurrentHashMap.newKeySet();

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** One of them. */
    final class Arrival {
        private final ShareAudience audience;
        private final long beganNanos = clock.nanos();
        private final CountDownLatch isOver = new CountDownLatch(1);
        /** Somebody has waited in vain. */
        private volatile boolean isSlow;

        private Arrival(ShareAudience audience) {
            this.audience = audience;
        }

        /** It is in the view, or won't come. */
        void over() {
            open.remove(this);
            isOver.countDown();
        }

        private boolean isAwaited() {
            return clock.nanos() - beganNanos < EXPECTED.toNanos();
        }
    }

    /** From here on a folder is awaited, by those who may see it. */
    Arrival expect(ShareAudience audience) {
        Arrival arrival = new Arrival(audience);
        open.add(arrival);
        return arrival;
    }

    /** Whether a folder is awaited that somebody may see. */
    boolean areAwaited(Predicate<ShareAudience> isSeen) {
        return open.stream().anyMatch(each -> each.isAwaited() && isSeen.test(each.audience));
    }

    /** Waits for the folders that somebody may see, not for long; false if some are still awaited then. */
    boolean await(Predicate<ShareAudience> isSeen) throws InterruptedIOException {
        long endNanos = clock.nanos() + PATIENCE.toNanos();
        for (Arrival each : open) {
            if (each.isAwaited() && !each.isSlow && isSeen.test(each.audience)) {
                await(each, endNanos - clock.nanos());
            }
        }
        return !areAwaited(isSeen);
    }

    private static void await(Arrival arrival, long nanos) throws InterruptedIOException {
        try {
            if (!arrival.isOver.await(nanos, TimeUnit.NANOSECONDS)) {
                arrival.isSlow = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
