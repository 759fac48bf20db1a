package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rates of what moves seldom. */
class MeterTest {
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    private final Meter meter = new Meter();
    private long now;

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            now += LOOK_NANOS;
            meter.sample(now);
        }
    }

    @Test
    void whatMovesOnceInEightSecondsHasARateAllTheTime() {
        meter.begin(now);
        for (int i = 0; i < 10; i++) {
            meter.moved(4096);
            for (int tick = 0; tick < 32; tick++) {
                look(1);
                if (i > 1) {
                    assertThat(meter.octetsPerSecond()).isBetween(250L, 1100L);
                }
            }
        }
    }

    @Test
    void whatStandsHasNoRateAfterAWhile() {
        meter.begin(now);
        meter.moved(4096);
        look(4);
        assertThat(meter.octetsPerSecond()).isEqualTo(4096);
        look(130);
        assertThat(meter.octetsPerSecond()).isZero();
    }

    @Test
    void theRateOfWhatMovesAllTheTimeIsThatOfTheLastSeconds() {
        meter.begin(now);
        for (int i = 0; i < 40; i++) {
            meter.moved(100_000);
            look(1);
        }
        for (int i = 0; i < 24; i++) {
            meter.moved(1_000);
            look(1);
        }
        assertThat(meter.octetsPerSecond()).isBetween(3_900L, 4_100L);
    }
}
