package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Thousands of small files in the queue, each of which has to be asked for. */
class PacedLinesTest extends DownloadStage {
    private long refused;

    /** So many who are asked say at once that it isn't there, so the next ones begin, of whom none is asked yet. */
    private void refuse(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            ScriptedLines.Asked next = asked();
            stepped.run(() -> next.listener().onRefused("not-found", "Gone."));
        }
        refused += count;
        while (ended() < refused) {
            stepped.run(() -> {});
        }
        // The turn in which the next ones begin was set up by the one in which the last one ended.
        stepped.run(() -> {});
        stepped.run(() -> {});
        assertThat(lines.count()).isZero();
    }

    private long ended() {
        return heard.all(EngineEvent.TransferChanged.class).stream()
                .filter(changed -> changed.transfer().state() == TransferState.FAILED)
                .count();
    }

    @Test
    void aRelayIsNeverAskedFasterThanItBears() throws Exception {
        int all = PacedLines.AT_ONCE + 5 * PacedLines.PER_SECOND;
        for (int i = 0; i < all; i++) {
            ask("f" + i, OptionalLong.of(100));
        }
        refuse(PacedLines.AT_ONCE);
        for (int i = 0; i < 5 * PacedLines.PER_SECOND; i++) {
            stepped.advance(Duration.ofSeconds(1).dividedBy(PacedLines.PER_SECOND));
            refuse(1);
        }
        stepped.run(() -> assertThat(transfers.isBusy()).isFalse());
    }

    @Test
    void whatIsCalledOffBeforeItsTurnIsNeverAskedFor() throws Exception {
        for (int i = 0; i < PacedLines.AT_ONCE; i++) {
            ask("f" + i, OptionalLong.of(100));
        }
        refuse(PacedLines.AT_ONCE);
        long late = ask("late", OptionalLong.of(100));
        heard.await(
                EngineEvent.TransferChanged.class,
                changed -> changed.transfer().id() == late && changed.transfer().state() == TransferState.ASKING);
        stepped.run(() -> transfers.cancel(late));
        stepped.advance(Duration.ofSeconds(5));
        assertThat(lines.count()).isZero();
        boolean[] isAnyUnderWay = {true};
        while (isAnyUnderWay[0]) {
            stepped.run(() -> isAnyUnderWay[0] = transfers.isAnyUnderWay());
        }
        assertThat(lines.count()).isZero();
    }
}
