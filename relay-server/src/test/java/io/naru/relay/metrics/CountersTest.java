package io.naru.relay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Counters counters = new Counters();

    @Test
    void everyTurnFindsTheFirstBoundThatItDoesNotPass() {
        List<Long> bounds = TurnTimes.Snapshot.boundsNanos();
        for (long bound : bounds) {
            counters.onTurn(0, bound);
            counters.onTurn(0, bound + 1);
        }
        counters.onTurn(0, 0);
        counters.onTurn(0, Long.MAX_VALUE / 2);

        List<Long> counts = counters.turns().counts();
        assertThat(counts).hasSize(bounds.size() + 1);
        assertThat(counts.get(0)).as("the bound itself, and nothing").isEqualTo(2);
        assertThat(counts.subList(1, bounds.size())).containsOnly(2L);
        assertThat(counts.get(bounds.size())).as("past all").isEqualTo(2);
        assertThat(counters.turns().turns()).isEqualTo(2L * bounds.size() + 2);
        assertThat(counters.turns().longestNanos()).isEqualTo(Long.MAX_VALUE / 2);
    }

    @Test
    void ratesAreOfTheLastWholeSeconds() {
        for (int second = 100; second < 200; second++) {
            for (int frame = 0; frame < 30; frame++) {
                counters.onFrameIn();
            }
            counters.onRead(3_000);
            counters.onWrite(6_000);
            counters.onTurn(second * SECOND, second * SECOND + 1_000);
        }

        LastMinute.Rates rates = counters.rates(200 * SECOND, 10);
        assertThat(rates.messagesPerSecond()).isEqualTo(30);
        assertThat(rates.octetsInPerSecond()).isEqualTo(3_000);
        assertThat(rates.octetsOutPerSecond()).isEqualTo(6_000);
        assertThat(counters.rates(205 * SECOND, 10).messagesPerSecond()).isEqualTo(15);
        assertThat(counters.rates(200 * SECOND, 60).messagesPerSecond()).isEqualTo(30);
        assertThat(counters.rates(1_000 * SECOND, 60).messagesPerSecond()).isZero();
    }

    @Test
    void longestTurnOfTheLastMinuteIsForgottenAfterIt() {
        counters.onTurn(100 * SECOND, 100 * SECOND + 5_000);
        counters.onTurn(110 * SECOND, 110 * SECOND + 70);

        assertThat(counters.rates(110 * SECOND, 60).longestTurnNanos()).isEqualTo(5_000);
        assertThat(counters.rates(165 * SECOND, 60).longestTurnNanos()).isEqualTo(70);
        assertThat(counters.turns().longestNanos()).isEqualTo(5_000);
    }

    @Test
    void secondsBeforeTheClocksZeroCountAsWell() {
        counters.onFrameIn();
        counters.onTurn(-5 * SECOND, -5 * SECOND + 1);

        assertThat(counters.rates(0, 10).longestTurnNanos()).isEqualTo(1);
    }

    @Test
    void loginsAreThoseThatCameIn() {
        counters.onLogin(LoginOutcome.KEY);
        counters.onLogin(LoginOutcome.PASSWORD);
        counters.onLogin(LoginOutcome.REFUSED);

        assertThat(counters.snapshot().logins()).isEqualTo(2);
        assertThat(counters.snapshot().loginOutcomes()).containsEntry(LoginOutcome.REFUSED, 1L);
    }
}
