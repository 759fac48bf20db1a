package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.TransferState;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An owner who stands still steps back, and is asked again after pauses that grow. */
class StalledDownloadTest extends DownloadStage {
    private static final Duration STALL = TransferBounds.DEFAULT.stall();

    /** The owner sends one octet and no more, until that is noticed. */
    private void stall(TransferState outcome) throws Exception {
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket bob = awaitDownloader()) {
            bob.getOutputStream().write('x');
            await(TransferState.RUNNING);
            // When the octet is seen, and when none has come for that long.
            stepped.advance(STALL);
            stepped.advance(STALL);
            assertThat(await(outcome).sentence()).isEqualTo("Nothing has moved for 60 seconds.");
            assertThat(bob.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStalledDownloadIsAskedForAgainAfterAPause() throws Exception {
        ask("x", OptionalLong.of(10));
        stall(TransferState.RESTING);

        stepped.advance(Downloads.PAUSE_FIRST);

        assertThat(asked().path()).isEqualTo("x");
    }

    @Test
    void whileItRestsAnotherHasItsSlot() throws Exception {
        for (int i = 0; i < 3; i++) {
            ask("x" + i, OptionalLong.of(5L << 20));
        }
        stall(TransferState.RESTING);

        assertThat(asked().path()).isEqualTo("x1");
        assertThat(asked().path()).isEqualTo("x2");
    }

    @Test
    void oneWhoNeverBringsAnythingWholeIsGivenUpInTheEnd() throws Exception {
        ask("x", OptionalLong.of(10));

        for (int i = 1; i < Downloads.FAILURES_MAX; i++) {
            stall(TransferState.RESTING);
            stepped.advance(Downloads.PAUSE_LONGEST);
        }
        stall(TransferState.FAILED);
    }

    @Test
    void eachPauseIsLongerThanTheOneBefore() throws Exception {
        ask("x", OptionalLong.of(10));
        Duration longestSoFar = Duration.ofMillis(1);
        for (int i = 0; i < 5; i++) {
            ScriptedLines.Asked asked = asked();
            stepped.run(() -> asked.listener().onFailed("There is no way."));
            await(TransferState.RESTING);
            // A pause lasts between half of what it has grown to and all of it.
            stepped.advance(longestSoFar.minusMillis(1));
            assertThat(lines.count()).as("after %d failures", i + 1).isZero();
            longestSoFar = i == 0 ? Downloads.PAUSE_FIRST : longestSoFar.multipliedBy(2);
            stepped.advance(longestSoFar);
        }
        assertThat(asked().path()).isEqualTo("x");
    }
}
