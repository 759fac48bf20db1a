package io.naru.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.naru.common.testkit.FakeClock;
import io.naru.common.testkit.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void startsFull() {
        TokenBucket bucket = new TokenBucket(3, 1, clock.nanos());

        assertThat(bucket.tryTake(3, clock.nanos())).isTrue();
        assertThat(bucket.tryTake(1, clock.nanos())).isFalse();
    }

    @Test
    void refillsSteadilyAndNoFurtherThanItsCapacity() {
        TokenBucket bucket = new TokenBucket(3, 2, clock.nanos());
        assertThat(bucket.tryTake(3, clock.nanos())).isTrue();

        clock.advance(Duration.ofMillis(499));
        assertThat(bucket.tryTake(1, clock.nanos())).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(bucket.tryTake(1, clock.nanos())).isTrue();

        clock.advance(Duration.ofDays(400));
        assertThat(bucket.tryTake(3, clock.nanos())).isTrue();
        assertThat(bucket.tryTake(1, clock.nanos())).isFalse();
    }

    @Test
    void takesNothingWhenThereIsntEnough() {
        TokenBucket bucket = new TokenBucket(3, 1, clock.nanos());
        assertThat(bucket.tryTake(2, clock.nanos())).isTrue();
        assertThat(bucket.tryTake(2, clock.nanos())).isFalse();

        assertThat(bucket.tryTake(1, clock.nanos())).isTrue();
    }

    @Test
    void debtIsPaidBackFirst() {
        TokenBucket bucket = new TokenBucket(10, 5, clock.nanos());
        bucket.charge(20, clock.nanos());

        assertThat(bucket.nanosUntil(0, clock.nanos()))
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(bucket.nanosUntil(5, clock.nanos()))
                .isEqualTo(Duration.ofSeconds(3).toNanos());
        clock.advance(Duration.ofSeconds(3));
        assertThat(bucket.tryTake(5, clock.nanos())).isTrue();
    }

    @Test
    void debtHasAnEnd() {
        TokenBucket bucket = new TokenBucket(TokenBucket.TOKENS_MAX, TokenBucket.TOKENS_MAX, clock.nanos());
        for (int i = 0; i < 1000; i++) {
            bucket.charge(TokenBucket.TOKENS_MAX, clock.nanos());
        }

        assertThat(bucket.nanosUntil(TokenBucket.TOKENS_MAX, clock.nanos())).isBetween(1L, 4_000_000_000L);
    }

    @Test
    void clockThatStepsBackRefillsNothing() {
        TokenBucket bucket = new TokenBucket(1, 1, clock.nanos());
        assertThat(bucket.tryTake(1, clock.nanos())).isTrue();

        assertThat(bucket.tryTake(1, clock.nanos() - Duration.ofHours(1).toNanos()))
                .isFalse();
        assertThat(bucket.nanosUntil(1, clock.nanos())).isEqualTo(1_000_000_000L);
    }

    @Test
    void tokensAreThereExactlyWhenItSays() {
        Seeds.run(2_000, random -> {
            long capacity = 1 + random.nextLong(random.nextBoolean() ? 10 : TokenBucket.TOKENS_MAX);
            long rate = 1 + random.nextLong(random.nextBoolean() ? 10 : TokenBucket.TOKENS_MAX);
            long now = random.nextLong();
            TokenBucket bucket = new TokenBucket(capacity, rate, now);
            bucket.charge(random.nextLong(TokenBucket.TOKENS_MAX), now);
            now += random.nextInt(1_000_000);
            long wanted = random.nextLong(capacity) + 1;

            long wait = bucket.nanosUntil(wanted, now);

            assertThat(wait == 0 || !bucket.tryTake(wanted, now + wait - 1)).isTrue();
            assertThat(bucket.tryTake(wanted, now + wait)).isTrue();
        });
    }

    @Test
    void noMoreIsEverTakenThanWasThere() {
        Seeds.run(500, random -> {
            long capacity = 1 + random.nextInt(100);
            long rate = 1 + random.nextInt(1000);
            long start = random.nextLong();
            TokenBucket bucket = new TokenBucket(capacity, rate, start);
            long elapsed = 0;
            long taken = 0;
            for (int i = 0; i < 1000; i++) {
                elapsed += random.nextInt(5_000_000);
                long wanted = random.nextLong(capacity + 1);
                taken += bucket.tryTake(wanted, start + elapsed) ? wanted : 0;
            }

            assertThat(taken * 1_000_000_000L).isLessThanOrEqualTo(capacity * 1_000_000_000L + elapsed * rate);
        });
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket(1, TokenBucket.TOKENS_MAX + 1, 0));
        TokenBucket bucket = new TokenBucket(5, 1, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.tryTake(6, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.tryTake(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.charge(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.nanosUntil(6, 0));
    }
}
