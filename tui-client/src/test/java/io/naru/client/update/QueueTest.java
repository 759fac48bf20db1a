package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.DetailLine;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.testkit.AppHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    void whatWasHereAlreadyIsToldWithItsSizeAndNotAsDownloaded() {
        app.deliver(new EngineEvent.TransferChanged(new TransferView(
                1,
                TransferView.Direction.DOWNLOAD,
                AppHarness.user("bob"),
                "a.txt",
                Optional.of(Path.of("/in/a.txt")),
                TransferState.DONE,
                0,
                OptionalLong.of(60_000_000),
                0,
                "",
                false,
                "It was here already.",
                app.state().now().instant())));

        assertThat(app.lines())
                .last()
                .asString()
                .isEqualTo("LOCAL a.txt from bob is /in/a.txt, 60 MB. It was here already.");
    }

    @Test
    void whatEndedInAnEarlierRunIsNotToldAgain() {
        restored(1, "a", TransferState.DONE);
        restored(2, "b", TransferState.FAILED);
        restored(3, "c", TransferState.QUEUED);
        assertThat(app.lines()).noneMatch(line -> line.contains("ownload"));
        app.transfer(3, "c", TransferState.DONE);
        assertThat(app.lines()).last().asString().contains("Downloaded c from bob");
    }

    private void restored(long id, String path, TransferState state) {
        app.deliver(new EngineEvent.TransferChanged(AppHarness.download(id, path, state), true));
    }

    @Test
    void whatWasOrderedLongAgoAndFailsBeforeItIsShownIsNews() {
        app.advance(java.time.Duration.ofMinutes(2)).transfer(2, "b", TransferState.FAILED);
        assertThat(app.lines()).last().asString().contains("Couldn't download b from bob.");
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
        assertThat(app.press("o").hint()).isEqualTo("Sorted by turn.");
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

    private AppHarness folder(TransferState state, int files) {
        return app.deliver(new EngineEvent.TransferChanged(AppHarness.folder(
                1,
                "photos",
                state,
                files,
                AppHarness.inside("sea.jpg", TransferState.RUNNING, ""),
                AppHarness.inside("gone.jpg", TransferState.FAILED, "bob can't read it."))));
    }

    private List<String> rows() {
        return app.state().transfers().visible().stream()
                .map(row -> row.isMore()
                        ? "more"
                        : row.file()
                                .map(file -> "- " + file.shownPath())
                                .orElse(row.transfer().shownPath().value()))
                .toList();
    }

    @Test
    void aFolderUnfoldsAndFolds() {
        folder(TransferState.RUNNING, 9).transfer(2, "x", TransferState.QUEUED).press("F5");
        assertThat(rows()).containsExactly("photos", "x");
        app.press("Enter");
        assertThat(rows()).containsExactly("photos", "- sea.jpg", "- gone.jpg", "more", "x");
        app.press("Down", "Down");
        folder(TransferState.RUNNING, 2);
        assertThat(app.state()
                        .transfers()
                        .selectedRow()
                        .orElseThrow()
                        .file()
                        .orElseThrow()
                        .sentence()
                        .value())
                .as("the cursor stays in its row")
                .isEqualTo("bob can't read it.");
        assertThat(rows()).containsExactly("photos", "- sea.jpg", "- gone.jpg", "x");
        app.press("Left");
        assertThat(rows()).containsExactly("photos", "x");
        assertThat(app.state().transfers().selected().orElseThrow().id()).isEqualTo(1);
        app.press("Right");
        assertThat(rows()).hasSize(4);
        app.press("Down", "x");
        assertThat(app.state()
                        .overlay()
                        .flatMap(Overlay::asConfirm)
                        .orElseThrow()
                        .question()
                        .value())
                .as("a key on a file is about its folder")
                .isEqualTo("Cancel the download of photos?");
    }

    @Test
    void downloadsArePausedAndResumedByOneKey() {
        app.transfer(1, "a", TransferState.RUNNING).press("F5", "p");
        assertThat(app.effects()).containsExactly(new TransferEffect.Pause(1));
        app.forget().transfer(1, "a", TransferState.PAUSED).press("p");
        assertThat(app.effects()).containsExactly(new TransferEffect.Resume(1));
        app.forget().transfer(1, "a", TransferState.DONE).press("p");
        assertThat(app.effects()).isEmpty();
        assertThat(app.hint()).isEqualTo("Only downloads that haven't ended can be paused.");
    }

    @Test
    void markedTransfersAreTreatedTogether() {
        app.transfer(1, "a", TransferState.RUNNING).transfer(2, "b", TransferState.QUEUED);
        app.transfer(3, "c", TransferState.DONE).press("F5", "Space", "Down", "Space", "p");
        assertThat(app.effects()).containsExactly(new TransferEffect.Pause(1));
        app.forget().press("Home", "Space", "Space", "+", "-");
        assertThat(app.effects())
                .containsExactly(
                        new TransferEffect.Raise(1),
                        new TransferEffect.Raise(2),
                        new TransferEffect.Lower(1),
                        new TransferEffect.Lower(2));
        app.forget().press("x", "y");
        assertThat(app.effects()).containsExactly(new Effect.CancelTransfer(1), new Effect.CancelTransfer(2));
        assertThat(app.state().transfers().marked()).isEmpty();
    }

    @Test
    void aWordDoesItToAllThatItFits() {
        app.transfer(1, "a", TransferState.RUNNING).transfer(2, "b", TransferState.PAUSED);
        app.transfer(3, "c", TransferState.DONE).transfer(4, "d", TransferState.FAILED);
        app.enter("/queue pause").enter("/queue resume").enter("/queue clear").enter("/queue retry");
        assertThat(app.effects())
                .containsExactly(
                        new TransferEffect.Pause(1),
                        new TransferEffect.Resume(2),
                        new Effect.ClearTransfer(3),
                        new Effect.ClearTransfer(4),
                        new Effect.RetryTransfer(4));
        app.forget().enter("/queue first 1").enter("/queue take");
        assertThat(app.effects()).containsExactly(new TransferEffect.Top(1), new TransferEffect.TakeQueue());
        assertThat(app.enter("/queue resume 1").lines()).last().asString().contains("it is running");
        assertThat(app.enter("/queue resume 9").lines()).last().asString().contains("There is no transfer 9.");
    }

    @Test
    void aVeryLargeFolderIsAskedAboutOnceItIsListed() {
        app.press("F5");
        folder(TransferState.UNFOLDING, 0);
        folder(TransferState.QUEUED, 12_000);
        assertThat(app.effects()).containsExactly(new TransferEffect.Pause(1));
        Overlay.Confirm question =
                app.state().overlay().flatMap(Overlay::asConfirm).orElseThrow();
        assertThat(question.question().value()).isEqualTo("Download all of photos?");
        assertThat(question.detail().value()).contains("12000 files, 2.0 GB");
        app.press("y");
        assertThat(app.effects(TransferEffect.Resume.class))
                .as("too quick to have read it")
                .isEmpty();
        app.advance(java.time.Duration.ofSeconds(1)).press("y");
        assertThat(app.effects(TransferEffect.Resume.class)).containsExactly(new TransferEffect.Resume(1));
    }

    @Test
    void aVeryLargeFolderTakesNoKeysFromTheComposer() {
        folder(TransferState.UNFOLDING, 0);
        app.type("hi");
        folder(TransferState.QUEUED, 12_000);
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.lines()).last().asString().contains("It is paused; /queue resume 1 downloads it.");
    }

    @Test
    void leavingSaysWhatStaysInTheQueue() {
        app.transfer(1, "a", TransferState.PAUSED)
                .transfer(2, "b", TransferState.WAITING)
                .press("Ctrl+C");
        Overlay.Confirm alone =
                app.state().overlay().flatMap(Overlay::asConfirm).orElseThrow();
        assertThat(alone.question().value()).isEqualTo("Leave Naru?");
        assertThat(alone.detail().value())
                .isEqualTo("1 paused transfer and 1 transfer whose owner is away stay until you come back.");
        app.press("n").transfer(3, "c", TransferState.RUNNING).press("Ctrl+C");
        Overlay.Confirm both = app.state().overlay().flatMap(Overlay::asConfirm).orElseThrow();
        assertThat(both.question().value()).isEqualTo("A transfer isn't finished. Let it finish before leaving?");
        assertThat(both.detail().value()).contains("1 paused transfer and 1 transfer whose owner is away stay");
    }
}
