package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.TransferLimits;
import io.naru.common.testkit.FakeClock;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time passes when a test says so; who waits looks at the clock again by itself. */
@Timeout(60)
class RateLimitTest {
    private final FakeClock clock = new FakeClock();
    private final RateLimit limit = new RateLimit(clock);

    /** Somebody who moves octets, and waits as long as the limit wants. */
    private final class Mover {
        private final CompletableFuture<String> outcome = new CompletableFuture<>();
        private final Thread thread;

        private Mover(long octets) {
            thread = new Thread(() -> {
                try {
                    limit.passed(octets);
                    outcome.complete("passed");
                } catch (InterruptedIOException e) {
                    outcome.complete(e.getMessage());
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void awaitWaiting() {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(outcome).isNotDone();
                Thread.onSpinWait();
            }
        }

        private String outcome() throws Exception {
            return outcome.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutALimitNobodyWaits() throws Exception {
        limit.passed(Long.MAX_VALUE);
        assertThat(limit.stride(1 << 20)).isEqualTo(1 << 20);
    }

    @Test
    void aQuarterOfASecondsWorthPassesAtOnceAndTheRestTakesItsTime() throws Exception {
        limit.set(1_000);
        limit.passed(250);
        Mover next = new Mover(1_000);
        next.awaitWaiting();

        clock.advance(Duration.ofMillis(999));
        next.awaitWaiting();
        clock.advance(Duration.ofMillis(1));

        assertThat(next.outcome()).isEqualTo("passed");
    }

    @Test
    void allTogetherKeepToIt() throws Exception {
        limit.set(1_000);
        limit.passed(250);
        Mover one = new Mover(500);
        one.awaitWaiting();
        Mover other = new Mover(500);
        other.awaitWaiting();
        clock.advance(Duration.ofMillis(500));
        one.awaitWaiting();
        other.awaitWaiting();
        clock.advance(Duration.ofMillis(500));
        assertThat(one.outcome()).isEqualTo("passed");
        assertThat(other.outcome()).isEqualTo("passed");
    }

    @Test
    void whoWaitsGoesOnWhenTheLimitIsLifted() throws Exception {
        limit.set(1);
        Mover waiting = new Mover(1_000_000);
        waiting.awaitWaiting();
        limit.set(0);
        assertThat(waiting.outcome()).isEqualTo("passed");
        limit.passed(1_000_000);
    }

    @Test
    void theSameLimitAgainForgivesNothing() {
        limit.set(1_000);
        Mover waiting = new Mover(1_000_000);
        waiting.awaitWaiting();
        limit.set(1_000);
        waiting.awaitWaiting();
        waiting.thread.interrupt();
    }

    @Test
    void whoIsCalledOffWaitsNoLonger() throws Exception {
        limit.set(1);
        Mover waiting = new Mover(1_000_000);
        waiting.awaitWaiting();
        waiting.thread.interrupt();
        assertThat(waiting.outcome()).isEqualTo("it was called off");
    }

    @Test
    void aStrideIsWhatPassesWithoutAPauseButNeverNothing() {
        limit.set(1_000);
        assertThat(limit.stride(1 << 20)).isEqualTo(250);
        assertThat(limit.stride(100)).isEqualTo(100);
        limit.set(1);
        assertThat(limit.stride(1 << 20)).isEqualTo(1);
        limit.set(TransferLimits.RATE_MAX);
        assertThat(limit.stride(1 << 20)).isEqualTo(1 << 20);
    }
}
