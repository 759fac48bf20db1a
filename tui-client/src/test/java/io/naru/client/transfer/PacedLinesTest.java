package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.TransferState;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Thousands of small files in the queue, each of which has to be asked for. */
class PacedLinesTest extends DownloadStage {
    private int asked;

    /** All who are asked say at once that it isn't there, so the next one begins. */
    private void answerAll() throws InterruptedException {
        for (int before = -1; before < asked; ) {
            before = asked;
            while (lines.count() > 0) {
                ScriptedLines.Asked next = asked();
                asked++;
                stepped.run(() -> next.listener().onRefused("not-found", "Gone."));
            }
            stepped.run(() -> {});
            stepped.run(() -> {});
        }
    }

    @Test
    void aRelayIsNeverAskedFasterThanItBears() throws Exception {
        int all = PacedLines.AT_ONCE + 5 * PacedLines.PER_SECOND;
        for (int i = 0; i < all; i++) {
            ask("f" + i, OptionalLong.of(100));
        }
        answerAll();
        assertThat(asked).isEqualTo(PacedLines.AT_ONCE);
        for (int second = 1; second <= 5; second++) {
            for (int i = 0; i < PacedLines.PER_SECOND; i++) {
                stepped.advance(Duration.ofSeconds(1).dividedBy(PacedLines.PER_SECOND));
                answerAll();
            }
            assertThat(asked).isEqualTo(PacedLines.AT_ONCE + second * PacedLines.PER_SECOND);
        }
        stepped.run(() -> assertThat(transfers.isBusy()).isFalse());
    }

    @Test
    void whatIsCalledOffBeforeItsTurnIsNeverAskedFor() throws Exception {
        for (int i = 0; i < PacedLines.AT_ONCE; i++) {
            ask("f" + i, OptionalLong.of(100));
        }
        answerAll();
        assertThat(asked).isEqualTo(PacedLines.AT_ONCE);
        long late = ask("late", OptionalLong.of(100));
        await(TransferState.ASKING);
        stepped.run(() -> transfers.cancel(late));
        stepped.advance(Duration.ofSeconds(5));
        assertThat(lines.count()).isZero();
        stepped.run(() -> assertThat(transfers.isAnyUnderWay()).isFalse());
    }
}
