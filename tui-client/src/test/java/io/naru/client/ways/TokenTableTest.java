package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTableTest {
    private static final UserName BOB = UserName.of("bob");
    private static final Fingerprint KEY = Fingerprint.ofKey(new byte[] {1});
    private static final Fingerprint OTHER_KEY = Fingerprint.ofKey(new byte[] {2});

    private final FakeClock clock = new FakeClock();
    private final TokenTable<String> tokens = new TokenTable<>(clock, 3);

    @Test
    void aTokenOpensOnceAndOnlyOnce() {
        TransferToken token = tokens.issue(BOB, KEY, "a file").orElseThrow();

        assertThat(tokens.take(token, KEY).isRight()).isTrue();
        assertThat(tokens.take(token, KEY).entry()).isEmpty();
    }

    @Test
    void aTokenShownWithAnotherKeyIsRefusedAndGone() {
        TransferToken token = tokens.issue(BOB, KEY, "a file").orElseThrow();

        TokenTable.Shown<String> shown = tokens.take(token, OTHER_KEY);

        assertThat(shown.isRight()).isFalse();
        assertThat(shown.entry())
                .hasValueSatisfying(entry -> assertThat(entry.user()).isEqualTo(BOB));
        assertThat(tokens.take(token, KEY).isRight()).isFalse();
    }

    @Test
    void aTokenEndsAfterHalfAMinute() {
        TransferToken early = tokens.issue(BOB, KEY, "a file").orElseThrow();
        TransferToken late = tokens.issue(BOB, KEY, "a file").orElseThrow();
        clock.advance(TokenTable.LIFE.minusNanos(1));
        assertThat(tokens.take(early, KEY).isRight()).isTrue();

        clock.advance(Duration.ofNanos(1));

        assertThat(tokens.take(late, KEY).entry()).isEmpty();
    }

    @Test
    void anInventedTokenIsNone() {
        TransferToken token = tokens.issue(BOB, KEY, "a file").orElseThrow();

        assertThat(tokens.take(new TransferToken(token.value().substring(1)), KEY)
                        .entry())
                .isEmpty();
        assertThat(tokens.take(new TransferToken("ok"), KEY).entry()).isEmpty();
        assertThat(tokens.take(token, KEY).isRight()).isTrue();
    }

    @Test
    void tokensAreBoundedAndRoomComesBackWhenTheyEnd() {
        for (int i = 0; i < 3; i++) {
            assertThat(tokens.issue(BOB, KEY, "file " + i)).isPresent();
        }
        assertThat(tokens.issue(BOB, KEY, "one more")).isEmpty();

        tokens.revoke("file 1");
        assertThat(tokens.issue(BOB, KEY, "one more")).isPresent();

        clock.advance(TokenTable.LIFE);
        assertThat(tokens.size()).isZero();
    }

    @Test
    void tokensAre128BitsAndNeverTheSame() {
        TokenTable<String> many = new TokenTable<>(clock, 1000);
        Set<TransferToken> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            TransferToken token = many.issue(BOB, KEY, "a file").orElseThrow();
            assertThat(token.value()).matches("[0-9a-f]{32}");
            assertThat(seen.add(token)).isTrue();
        }
    }

    @Test
    void aTokenThatIsOnItsWayIsWaitedFor() throws InterruptedException {
        TransferToken token = new TransferToken("t0k3n");
        Thread saying = new Thread(() -> tokens.expect(token, BOB, KEY, "the request"));
        boolean[] isAsked = new boolean[1];

        TokenTable.Shown<String> shown = tokens.await(token, KEY, () -> {
            if (!isAsked[0]) {
                isAsked[0] = true;
                saying.start();
            }
            return true;
        });

        saying.join();
        assertThat(shown.isRight()).isTrue();
    }

    @Test
    void nobodyWaitsForATokenWhenNoneIsOnItsWay() throws InterruptedException {
        assertThat(tokens.await(new TransferToken("t0k3n"), KEY, () -> false).entry())
                .isEmpty();
    }
}
