package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RemoteEntry;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is in somebody's folder, and where listing it ends, however its owner answers. */
class UnfoldingTest {
    private static final UserName BOB = UserName.of("bob");

    private final List<String> asked = new ArrayList<>();
    private List<FolderFile> unfolded;
    private String failed = "";
    private String tooMuch = "";
    private FolderLister.Listener answer;

    private final Unfolding.Listener listener = new Unfolding.Listener() {
        @Override
        public void onUnfolded(List<FolderFile> files) {
            unfolded = files;
        }

        @Override
        public void onFailed(String sentence) {
            failed = sentence;
        }

        @Override
        public void onTooMuch(String sentence) {
            tooMuch = sentence;
        }
    };

    private Unfolding begin(String top) {
        Unfolding unfolding = new Unfolding(
                (owner, folder, cursor, heard) -> {
                    asked.add(folder + "?" + cursor);
                    answer = heard;
                },
                BOB,
                top,
                listener);
        unfolding.begin();
        return unfolding;
    }

    private static RemoteEntry file(String name) {
        return new RemoteEntry(name, EntryKind.FILE, OptionalLong.of(1), Optional.empty());
    }

    private static RemoteEntry folder(String name) {
        return new RemoteEntry(name, EntryKind.FOLDER, OptionalLong.empty(), Optional.empty());
    }

    private void page(String nextCursor, RemoteEntry... entries) {
        answer.onEntries(List.of(entries), false, nextCursor, true);
    }

    @Test
    void allPagesOfAllFoldersAreListed() {
        begin("music");
        page("2", file("a"), folder("x"));
        page("", file("b"));
        page("", file("c"), folder("y"));
        page("", file("d"));
        assertThat(asked).containsExactly("music?", "music?2", "music/x?", "music/x/y?");
        assertThat(unfolded).extracting(FolderFile::path).containsExactly("a", "b", "x/c", "x/y/d");
        assertThat(unfolded)
                .extracting(FolderFile::ownerPath)
                .containsExactly("music/a", "music/b", "music/x/c", "music/x/y/d");
    }

    @Test
    void ofABaseClientsListAPartIsTheFolder() {
        begin("music");
        answer.onEntries(List.of(file("music/a"), file("musical/b")), true, "", false);
        assertThat(unfolded).isNull();
        answer.onEntries(List.of(file("music/x/c")), true, "", true);
        assertThat(unfolded).extracting(FolderFile::path).containsExactly("a", "x/c");
    }

    @Test
    void whatIsStoppedOrFailedTellsNothingMore() {
        begin("").stop();
        page("", file("a"));
        assertThat(unfolded).isNull();
        begin("");
        answer.onFailed("No.");
        page("", file("a"));
        assertThat(failed).isEqualTo("No.");
        assertThat(unfolded).isNull();
    }

    @Test
    void anOwnerWhoListsOnlyFoldersComesToAnEnd() {
        begin("");
        RemoteEntry[] folders =
                IntStream.range(0, 1_000).mapToObj(i -> folder("f" + i)).toArray(RemoteEntry[]::new);
        for (int i = 0; i * 1_000 <= Unfolding.ENTRIES_MAX + 1_000 && tooMuch.isEmpty(); i++) {
            page("more", folders);
        }
        assertThat(tooMuch).startsWith("There are more than " + Unfolding.ENTRIES_MAX + " files and folders in it.");
        int questions = asked.size();
        page("more", folders);
        assertThat(asked).hasSize(questions);
    }

    @Test
    void anOwnerWhoPromisesMoreAndSendsNothingComesToAnEnd() {
        begin("");
        for (int i = 0; i < Unfolding.EMPTY_PAGES_MAX * 2 && tooMuch.isEmpty(); i++) {
            page("c" + i);
        }
        page("", file("a"));
        assertThat(asked).hasSizeLessThanOrEqualTo(Unfolding.EMPTY_PAGES_MAX + 1);
        assertThat(tooMuch).contains("sends nothing");
        assertThat(unfolded).isNull();
    }

    @Test
    void foldersInFoldersComeToAnEnd() {
        begin("");
        for (int i = 0; i < 100 && tooMuch.isEmpty(); i++) {
            page("", folder("deeper"));
        }
        assertThat(asked).hasSizeLessThanOrEqualTo(65);
        assertThat(tooMuch).startsWith("Its folders lie deeper than 64");
    }

    @Test
    void namesThatTheJournalCouldNotHoldAreRefusedAtOnce() {
        begin("");
        String name = "x".repeat(255);
        RemoteEntry[] files =
                IntStream.range(0, 1_000).mapToObj(i -> file(name)).toArray(RemoteEntry[]::new);
        for (int i = 0; i < 100 && tooMuch.isEmpty(); i++) {
            page("more", files);
        }
        assertThat(tooMuch).startsWith("The names of all files in it are too long");
        assertThat(asked.size() * 255_000L).isLessThan(JournalFile.OCTETS_MAX);
    }
}
