package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.state.DetailLine;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.testkit.AppHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTest {
    private final AppHarness app = new AppHarness().connected();

    private List<Long> shown() {
        return app.state().transfers().visible().stream()
                .map(row -> row.transfer().id())
                .toList();
    }

    @Test
    void f5OpensTheQueueAndClosesIt() {
        assertThat(app.press("F5").state().focus()).isEqualTo(Focus.QUEUE);
        assertThat(app.press("F5").state().focus()).isEqualTo(Focus.COMPOSER);
        assertThat(app.enter("/queue").state().focus()).isEqualTo(Focus.QUEUE);
        assertThat(app.press("Esc").state().focus()).isEqualTo(Focus.COMPOSER);
    }

    @Test
    void aDownloadThatEndsIsToldInTheChatOnce() {
        app.transfer(1, "a.txt", TransferState.RUNNING).transfer(1, "a.txt", TransferState.DONE);
        app.transfer(1, "a.txt", TransferState.DONE);
        assertThat(app.lines().stream().filter(line -> line.contains("Downloaded a.txt from bob")))
                .hasSize(1);
        app.transfer(2, "b.txt", TransferState.FAILED);
        assertThat(app.lines())
                .last()
                .asString()
                .isEqualTo("ERROR Couldn't download b.txt from bob. The file is gone. /retry 2 tries again.");
    }

    @Test
    void runningTransfersAreCancelledAfterAQuestion() {
        app.transfer(1, "a", TransferState.RUNNING).press("F5", "x");
        assertThat(app.effects()).isEmpty();
        assertThat(app.state().overlay().orElseThrow()).isInstanceOf(Overlay.Confirm.class);
        app.press("n", "x", "y");
        assertThat(app.effects()).containsExactly(new Effect.CancelTransfer(1));
    }

    @Test
    void endedTransfersAreCleared() {
        app.transfer(1, "a", TransferState.DONE).press("F5", "x");
        assertThat(app.effects()).containsExactly(new Effect.ClearTransfer(1));
        app.deliver(new EngineEvent.TransferCleared(1));
        assertThat(app.state().transfers().all()).isEmpty();
        assertThat(app.press("x").hint()).contains("There are no transfers here");
    }

    @Test
    void failedDownloadsAreTriedAgain() {
        app.transfer(1, "a", TransferState.FAILED).press("F5", "r");
        assertThat(app.effects()).containsExactly(new Effect.RetryTransfer(1));
        app.forget().transfer(1, "a", TransferState.RUNNING).press("r");
        assertThat(app.effects()).isEmpty();
        assertThat(app.hint()).contains("Only a download that failed");
    }

    @Test
    void theOrderAndTheFilterChangeWhatIsShown() {
        app.transfer(1, "z", TransferState.DONE).transfer(2, "y", TransferState.RUNNING);
        app.transfer(3, "x", TransferState.QUEUED).press("F5");
        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(app.press("o").hint()).isEqualTo("Sorted by state.");
        assertThat(shown()).containsExactly(2L, 3L, 1L);
        assertThat(app.state().transfers().selected().orElseThrow().id()).isEqualTo(1);
        app.press("o", "o");
        assertThat(shown()).containsExactly(3L, 2L, 1L);
        app.press("o", "/").type("queued");
        assertThat(shown()).containsExactly(3L);
        app.press("Esc");
        assertThat(shown()).hasSize(3);
    }

    @Test
    void totalsCountWhatRuns() {
        app.transfer(1, "a", TransferState.RUNNING).transfer(2, "b", TransferState.RUNNING);
        app.transfer(3, "c", TransferState.QUEUED);
        var transfers = app.state().transfers();
        assertThat(transfers.running()).isEqualTo(2);
        assertThat(transfers.active()).hasSize(3);
        assertThat(transfers.octetsPerSecond(io.naru.client.event.TransferView.Direction.DOWNLOAD))
                .isEqualTo(200);
        assertThat(transfers.all().get(0).percent()).hasValue(50);
        assertThat(transfers.all().get(0).timeLeft()).contains(java.time.Duration.ofSeconds(5));
    }

    @Test
    void detailsSayEverythingAboutATransfer() {
        app.transfer(1, "a.txt", TransferState.FAILED).press("F5", "Enter");
        Overlay.Details details = (Overlay.Details) app.state().overlay().orElseThrow();
        assertThat(DetailLines.of(app.state(), details.subject()))
                .extracting(DetailLine::toString)
                .anyMatch(line -> line.contains("failed"))
                .anyMatch(line -> line.contains("The file is gone."))
                .anyMatch(line -> line.contains("direct, not encrypted"))
                .anyMatch(line -> line.contains("500 B of 1.0 kB"));
        app.deliver(new EngineEvent.TransferCleared(1));
        assertThat(DetailLines.of(app.state(), details.subject())).hasSize(1);
    }

    @Test
    void transfersAreCancelledAndTriedAgainByCommands() {
        app.transfer(1, "a", TransferState.RUNNING).transfer(2, "b", TransferState.CANCELLED);
        app.enter("/cancel 1").enter("/retry 2");
        assertThat(app.effects()).containsExactly(new Effect.CancelTransfer(1), new Effect.RetryTransfer(2));
        assertThat(app.enter("/cancel 2").lines()).last().isEqualTo("ERROR Transfer 2 has ended already.");
        assertThat(app.enter("/cancel 9").lines()).last().asString().startsWith("ERROR There is no transfer 9.");
    }
}
