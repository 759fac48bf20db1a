package io.naru.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeClockTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void standsStillUntilMoved() {
        long nanos = clock.nanos();
        Instant now = clock.now();
        assertThat(clock.nanos()).isEqualTo(nanos);

        clock.advance(Duration.ofSeconds(5));

        assertThat(clock.nanos() - nanos).isEqualTo(5_000_000_000L);
        assertThat(clock.now()).isEqualTo(now.plusSeconds(5));
        assertThat(clock.nanos()).as("wrapped").isLessThan(nanos);
    }

    @Test
    void wallClockJumpsAlone() {
        long nanos = clock.nanos();

        clock.jumpTo(Instant.EPOCH);

        assertThat(clock.now()).isEqualTo(Instant.EPOCH);
        assertThat(clock.nanos()).isEqualTo(nanos);
    }

    @Test
    void timeDoesntGoBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advanceNanos(-1));
    }
}
