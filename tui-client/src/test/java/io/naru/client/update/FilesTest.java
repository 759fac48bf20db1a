package io.naru.client.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.PeekEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.Browser;
import io.naru.client.state.Browser.Load;
import io.naru.client.state.FileEntry;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.PeekPage;
import io.naru.client.state.Transfers.Mark;
import io.naru.client.state.Wanted;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.EntryKind;
import io.naru.common.message.ListSort;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FilesTest {
    private final AppHarness app = new AppHarness(120, 25).connected().present("bob", "carol");

    private List<String> shown() {
        return app.state().browser().visible().stream()
                .map(entry -> entry.name().value() + (entry.isFolder() ? "/" : ""))
                .toList();
    }

    private String selected() {
        return app.state().browser().selected().map(FileEntry::path).orElse("-");
    }

    static String path(TransferEffect.Download effect) {
        return effect.wanted().first().path();
    }

    static TransferEffect.Download download(String owner, String path, long octets) {
        return new TransferEffect.Download(
                new Wanted(
                        EntryKind.FILE,
                        SafeText.line(path.substring(path.lastIndexOf('/') + 1)),
                        List.of(new DownloadOrder.Source(AppHarness.user(owner), path)),
                        OptionalLong.of(octets),
                        Optional.empty()),
                Optional.empty());
    }

    private AppHarness opened() {
        return app.enter("/ls bob")
                .lists("bob", "", "data/", "images/", "b.txt", "aaaa.bin", "c")
                .forget();
    }

    @Test
    void enterOnAUserOpensTheShare() {
        app.press("F3", "Down", "Enter");
        assertThat(app.effects()).containsExactly(new Effect.RequestListing(AppHarness.user("bob"), "", ""));
        assertThat(app.state().focus()).isEqualTo(Focus.FILES);
        assertThat(app.state().browser().load()).isEqualTo(Load.LOADING);
        app.lists("bob", "", "a", "b");
        assertThat(app.state().browser().load()).isEqualTo(Load.LOADED);
        assertThat(shown()).containsExactly("a", "b");
    }

    @Test
    void foldersAreEnteredAndLeftWithTheCursorWhereItWas() {
        opened().press("Down", "Enter");
        assertThat(app.effects()).containsExactly(new Effect.RequestListing(AppHarness.user("bob"), "images", ""));
        app.lists("bob", "images", "deep/", "x.png");
        assertThat(shown()).containsExactly("../", "deep/", "x.png");
        assertThat(app.state().browser().shownFolder().value()).isEqualTo("/images");
        for (String up : List.of("Backspace", "h", "Left")) {
            app.press(up).lists("bob", "", "data/", "images/", "b.txt");
            assertThat(selected()).isEqualTo("images");
            app.press("Enter").lists("bob", "images", "deep/", "x.png");
        }
        app.press("Home", "Enter").lists("bob", "", "data/", "images/");
        assertThat(selected()).isEqualTo("images");
        assertThat(app.press("Backspace").hint()).isEqualTo("This is the top of the share.");
    }

    @Test
    void enterOnAFileDownloadsIt() {
        opened().press("End", "Enter");
        assertThat(app.effects()).containsExactly(download("bob", "c", 1));
        assertThat(app.hint()).contains("Queued c from bob");
    }

    @Test
    void filesInsideAFolderAreAskedForByTheirWholePath() {
        opened().press("Enter").lists("bob", "data", "x y.bin").press("Down", "d");
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(FilesTest::path)
                .containsExactly("data/x y.bin");
    }

    @Test
    void markedFilesAreDownloadedTogether() {
        opened().press("Down", "Down", "Space", "Space");
        assertThat(app.state().browser().marked()).containsExactlyInAnyOrder("b.txt", "aaaa.bin");
        app.press("d");
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(FilesTest::path)
                .containsExactly("b.txt", "aaaa.bin");
        assertThat(app.state().browser().marked()).isEmpty();
        assertThat(app.hint()).contains("Queued 2 files from bob");
    }

    @Test
    void filesAndFoldersAreMarkedTogetherAndDownloaded() {
        opened().press("Space", "Down", "Space");
        assertThat(app.state().browser().marked()).containsExactlyInAnyOrder("data", "b.txt");
        app.press("d");
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(effect -> effect.wanted().kind() + " " + path(effect))
                .containsExactly("FOLDER data", "FILE b.txt");
        assertThat(app.hint()).isEqualTo("Queued 1 file and 1 folder from bob. F5 shows the queue.");
    }

    @Test
    void spaceUnmarks() {
        opened().press("Down", "Down", "Space", "Up", "Space");
        assertThat(app.state().browser().marked()).isEmpty();
    }

    @Test
    void aFolderIsDownloadedWithAllThatIsInIt() {
        assertThat(opened().press("d").hint()).isEqualTo("Queued data/ from bob. F5 shows the queue.");
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(effect -> effect.wanted().kind() + " " + path(effect))
                .containsExactly("FOLDER data");
    }

    @Test
    void theWayUpIsNeitherMarkedNorDownloaded() {
        opened().press("Enter").lists("bob", "data", "x").press("Home", "Space");
        assertThat(app.hint()).isEqualTo("The way up can't be marked.");
        assertThat(app.press("d").hint()).isEqualTo("There is nothing here to download.");
        assertThat(app.effects(TransferEffect.Download.class)).isEmpty();
    }

    @Test
    void theFolderToDownloadIntoIsAskedFor() {
        opened().press("End", "D");
        assertThat(app.state().overlay().orElseThrow()).isInstanceOf(Overlay.Prompt.class);
        app.type("~/my f").press("Tab");
        assertThat(app.effects()).containsExactly(new Effect.CompletePath("~/my f"));
        app.happen(new Event.PathsFound("~/my f", List.of("~/my files/", "~/my films/")));
        app.type("es").press("Enter");
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(TransferEffect.Download::into)
                .containsExactly(Optional.of("~/my files"));
        app.forget().press("D", "Esc");
        assertThat(app.effects()).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsNotQueuedAgain() {
        opened().transfer(1, "c", TransferState.RUNNING).press("End", "Enter");
        assertThat(app.effects(TransferEffect.Download.class)).isEmpty();
        assertThat(app.hint()).isEqualTo("c is on its way already.");
    }

    @Test
    void whatAFilterLeavesHasTheCursorAndNotTheWayUp() {
        opened().press("Down", "Enter").lists("bob", "images", "deep/", "x.png", "y.png");
        assertThat(app.state().browser().cursor().index()).isZero();
        app.press("/").type("png");
        assertThat(selected()).isEqualTo("images/x.png");
        app.press("Backspace", "Backspace", "Backspace").type("y");
        assertThat(shown()).containsExactly("../", "y.png");
        assertThat(selected()).isEqualTo("images/y.png");
        app.press("Enter", "Esc");
        assertThat(shown()).hasSize(4);
        assertThat(selected()).isEqualTo("images/y.png");
    }

    @Test
    void whatTheOwnerFindsByAFilterHasTheCursorAndNotTheWayUp() {
        opened().press("Down", "Enter").page("bob", "images", true, "next", "deep/", "x.png");
        app.press("/").type("z");
        assertThat(shown()).containsExactly("../");
        app.deliver(new ListingEvent.ListingReceived(
                AppHarness.user("bob"),
                "images",
                List.of(AppHarness.entry("zebra.png")),
                OptionalLong.of(1),
                true,
                "",
                false,
                "z",
                ListSort.NAMES));
        assertThat(selected()).isEqualTo("images/zebra.png");
    }

    @Test
    void marksSayWhatBecameOfAFile() {
        var bob = AppHarness.user("bob");
        app.transfer(1, "a", TransferState.DONE).transfer(2, "b", TransferState.QUEUED);
        app.transfer(3, "c", TransferState.RUNNING).transfer(4, "d", TransferState.FAILED);
        var transfers = app.state().transfers();
        assertThat(transfers.markOf(bob, "a")).isEqualTo(Mark.HAVE);
        assertThat(transfers.markOf(bob, "b")).isEqualTo(Mark.QUEUED);
        assertThat(transfers.markOf(bob, "c")).isEqualTo(Mark.DOWNLOADING);
        assertThat(transfers.markOf(bob, "d")).isEqualTo(Mark.FAILED);
        assertThat(transfers.markOf(AppHarness.user("carol"), "a")).isEqualTo(Mark.NONE);
    }

    @Test
    void whatCameAndIsThereNoMoreHasNoMark() {
        app.transfer(1, "a", TransferState.DONE);
        TransferView done = AppHarness.download(1, "a", TransferState.DONE);
        app.deliver(new EngineEvent.TransferChanged(new TransferView(
                done.id(),
                done.direction(),
                done.peer(),
                done.path(),
                Optional.empty(),
                done.state(),
                done.doneOctets(),
                done.size(),
                0,
                done.way(),
                true,
                "",
                done.added())));
        assertThat(app.state().transfers().markOf(AppHarness.user("bob"), "a")).isEqualTo(Mark.NONE);
    }

    @Test
    void theBeginningOfAFileIsLookedAt() {
        opened().press("End", "v");
        assertThat(app.effects()).containsExactly(new TransferEffect.Peek(AppHarness.user("bob"), "c"));
        app.deliver(new PeekEvent.PeekReceived(
                AppHarness.user("bob"), "c", "hello\nworld\n".getBytes(UTF_8), OptionalLong.of(12)));
        PeekPage page = app.state().overlay().flatMap(Overlay::asPeek).orElseThrow();
        assertThat(page.lines(80)).extracting(SafeText::value).contains("hello", "world");
        app.forget().press("d");
        assertThat(app.effects()).containsExactly(download("bob", "c", 1));
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.press("Home", "v").hint()).contains("Only files have a beginning");
        app.press("Enter").lists("bob", "data", "x.bin").press("Home", "v");
        assertThat(app.hint()).isEqualTo("There is nothing here to look at.");
    }

    @Test
    void aLookAtAFileThatComesLateOpensNothing() {
        opened().press("End", "v", "Esc");
        app.deliver(new PeekEvent.PeekReceived(AppHarness.user("bob"), "c", new byte[3], OptionalLong.empty()));
        assertThat(app.state().overlay()).isEmpty();
        app.press("v").deliver(new PeekEvent.PeekFailed(AppHarness.user("bob"), "c", "bob is busy."));
        assertThat(app.state().overlay().flatMap(Overlay::asPeek).orElseThrow().lines(80))
                .containsExactly(SafeText.of("bob is busy."));
    }

    @Test
    void whatLiesInAFolderThatIsDownloadedHasItsMark() {
        var bob = AppHarness.user("bob");
        app.deliver(new EngineEvent.TransferChanged(AppHarness.folder(1, "data", TransferState.RUNNING, 9)));
        var transfers = app.state().transfers();
        assertThat(transfers.markOf(bob, "data")).isEqualTo(Mark.DOWNLOADING);
        assertThat(transfers.markOf(bob, "data/deep/x")).isEqualTo(Mark.DOWNLOADING);
        assertThat(transfers.markOf(bob, "database")).isEqualTo(Mark.NONE);
    }

    @Test
    void aListingThatNobodyAskedForIsDropped() {
        app.lists("bob", "", "a");
        assertThat(app.state().browser()).isEqualTo(Browser.EMPTY);
        opened().lists("carol", "", "a").lists("bob", "elsewhere", "a").page("bob", "", true, "", "again");
        assertThat(shown()).hasSize(5);
    }

    @Test
    void aFailureIsShownInThePaneAndInTheChat() {
        app.enter("/file ls bob");
        app.deliver(new ListingEvent.ListingFailed(AppHarness.user("bob"), "", "No user bob is online."));
        assertThat(app.state().browser().load()).isEqualTo(Load.FAILED);
        assertThat(app.state().browser().sentence().value()).isEqualTo("No user bob is online.");
        assertThat(app.lines()).last().isEqualTo("ERROR No user bob is online.");
        assertThat(app.state().focus()).isEqualTo(Focus.COMPOSER);
        app.forget().press("F4", "r");
        assertThat(app.effects()).containsExactly(new Effect.RequestListing(AppHarness.user("bob"), "", ""));
    }

    @Test
    void aFolderThatCannotBeListedLeavesTheKeysInThePane() {
        opened().enter("/ls bob data");
        app.deliver(new ListingEvent.ListingFailed(AppHarness.user("bob"), "data", "There is no folder data."));
        assertThat(app.state().focus()).isEqualTo(Focus.FILES);
    }

    @Test
    void namesOfFilesAreMadeSafe() {
        app.enter("/ls bob").lists("bob", "", "evil\u001b[2J\n.txt");
        assertThat(app.state().browser().visible().get(0).name().value()).isEqualTo("evil␛[2J␊.txt");
        app.press("Enter");
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(FilesTest::path)
                .containsExactly("evil\u001b[2J\n.txt");
    }

    @Test
    void withoutAnOpenShareTheKeysSayWhatToDo() {
        app.press("F4");
        for (String key : List.of("Enter", "d", "D", "Space", "s", "n", "t", "Backspace", "r")) {
            assertThat(app.press(key).hint()).as(key).contains("F3 goes to the users");
        }
        assertThat(app.press("i", "Down", "End").state().overlay()).isEmpty();
    }

    @Test
    void detailsOfAFileAreShown() {
        opened().press("End", "i");
        assertThat(app.state().overlay().orElseThrow()).isInstanceOf(Overlay.Details.class);
        app.press("i");
        assertThat(app.state().overlay()).isEmpty();
    }
}
