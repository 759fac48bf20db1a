package io.naru.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.naru.common.testkit.Seeds;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pausesGrowToTheLongestWithinTheirJitter() {
        Seeds.run(500, random -> {
            long first = 1 + random.nextLong(10_000_000_000L);
            long longest = first + random.nextLong(1_000_000_000_000L);
            Backoff backoff = new Backoff(Duration.ofNanos(first), Duration.ofNanos(longest), random);
            long expected = first;
            for (int i = 0; i < 100; i++) {
                assertThat(backoff.nextNanos()).isBetween(expected / 2, expected);
                expected = Math.min(longest, expected * 2);
            }
        });
    }

    @Test
    void clientsThatLostTheirRelayTogetherComeBackApart() {
        assertThat(LongStream.range(0, 1000)
                        .map(seed ->
                                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(seed)).nextNanos())
                        .distinct()
                        .count())
                .isGreaterThan(900);
    }

    @Test
    void successStartsOver() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(1));
        for (int i = 0; i < 10; i++) {
            backoff.nextNanos();
        }
        assertThat(backoff.nextNanos()).isGreaterThanOrEqualTo(30_000_000_000L);

        backoff.reset();

        assertThat(backoff.nextNanos()).isLessThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void longestPauseThatALongHoldsDoesntOverflow() {
        Backoff backoff = new Backoff(Duration.ofNanos(1), Duration.ofNanos(Long.MAX_VALUE - 1), new Random(1));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.nextNanos()).isNotNegative();
        }
    }

    @Test
    void pausesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), new Random(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new Random(1)));
    }
}
