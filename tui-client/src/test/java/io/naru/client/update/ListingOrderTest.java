package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.ListingEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.state.Browser.Load;
import io.naru.client.state.FileEntry;
import io.naru.client.state.FileOrder;
import io.naru.client.state.FileQuery;
import io.naru.client.state.Focus;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.ListSort;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** In which order a folder is seen, what of it, and how its pages come. */
class ListingOrderTest {
    private final AppHarness app = new AppHarness(120, 25).connected().present("bob", "carol");

    private List<String> shown() {
        return app.state().browser().visible().stream()
                .map(entry -> entry.name().value() + (entry.isFolder() ? "/" : ""))
                .toList();
    }

    private String selected() {
        return app.state().browser().selected().map(FileEntry::path).orElse("-");
    }

    private AppHarness opened() {
        return app.enter("/ls bob")
                .lists("bob", "", "data/", "images/", "b.txt", "aaaa.bin", "c")
                .forget();
    }

    @Test
    void sortingKeepsFoldersFirstAndTheCursorOnItsFile() {
        opened().press("Down", "Down", "s");
        assertThat(shown()).containsExactly("data/", "images/", "aaaa.bin", "b.txt", "c");
        assertThat(selected()).isEqualTo("b.txt");
        assertThat(app.press("s").state().browser().visible().get(2).path()).isEqualTo("c");
        app.press("t");
        assertThat(shown()).containsExactly("data/", "images/", "c", "b.txt", "aaaa.bin");
        app.press("n");
        assertThat(shown()).containsExactly("data/", "images/", "b.txt", "aaaa.bin", "c");
        app.press("n");
        assertThat(shown()).containsExactly("images/", "data/", "c", "aaaa.bin", "b.txt");
    }

    @Test
    void theFilterNarrowsWhileItIsTyped() {
        opened().press("/").type("A");
        assertThat(shown()).containsExactly("data/", "images/", "aaaa.bin");
        app.press("Down", "Down").type("aa");
        assertThat(shown()).containsExactly("aaaa.bin");
        assertThat(selected()).isEqualTo("aaaa.bin");
        app.press("Enter");
        assertThat(app.state().browser().filter().isEditing()).isFalse();
        app.press("d");
        assertThat(app.effects(TransferEffect.Download.class)).hasSize(1);
        app.press("Esc");
        assertThat(shown()).hasSize(5);
        assertThat(app.state().focus()).isEqualTo(Focus.FILES);
        assertThat(app.press("Esc").state().focus()).isEqualTo(Focus.COMPOSER);
    }

    @Test
    void aLongFolderIsFetchedAPageAtATimeWhileScrolling() {
        app.enter("/ls bob");
        String[] names = new String[100];
        for (int i = 0; i < names.length; i++) {
            names[i] = "file" + i;
        }
        app.page("bob", "", true, "next-1", names).forget();
        app.press("PgDn", "PgDn");
        assertThat(app.effects()).isEmpty();
        app.press("End");
        assertThat(app.effects()).containsExactly(new Effect.RequestListing(AppHarness.user("bob"), "", "next-1"));
        assertThat(app.state().browser().load()).isEqualTo(Load.LOADING_MORE);
        app.press("Up", "Down");
        assertThat(app.effects()).as("asked once").hasSize(1);
        app.page("bob", "", false, "", "file100");
        assertThat(app.state().browser().visible()).hasSize(101);
        assertThat(selected()).isEqualTo("file99");
        app.forget().press("End");
        assertThat(app.effects()).isEmpty();
    }

    @Test
    void theEndIsTheRealOneAlsoWhereItsPagesAreStillToCome() {
        app.enter("/ls bob").page("bob", "", true, "1", "file0").press("G");
        for (int page = 1; page <= 50; page++) {
            assertThat(app.state().browser().load()).as("page " + page).isEqualTo(Load.LOADING_MORE);
            String[] names = new String[200];
            for (int i = 0; i < names.length; i++) {
                names[i] = "file" + page + "." + i;
            }
            app.page("bob", "", false, page < 50 ? "" + (page + 1) : "", names);
        }
        assertThat(app.state().browser().load()).isEqualTo(Load.LOADED);
        assertThat(selected()).isEqualTo("file50.199");
    }

    @Test
    void whoMovesOnTheWayToTheEndStaysThere() {
        String[] names = new String[200];
        for (int i = 0; i < names.length; i++) {
            names[i] = "file" + i;
        }
        app.enter("/ls bob").page("bob", "", true, "1", names).press("G", "Home");
        app.page("bob", "", false, "2", "file200").forget();
        assertThat(selected()).isEqualTo("file0");
        assertThat(app.state().browser().load()).isEqualTo(Load.LOADED);
    }

    private AppHarness answers(String filter, ListSort sort, String next, String... names) {
        List<RemoteEntry> entries = Arrays.stream(names).map(AppHarness::entry).toList();
        return app.deliver(new ListingEvent.ListingReceived(
                AppHarness.user("bob"), "", entries, OptionalLong.empty(), true, next, false, filter, sort));
    }

    private List<FileQuery> queries() {
        return app.effects(Effect.RequestListing.class).stream()
                .map(Effect.RequestListing::query)
                .toList();
    }

    @Test
    void theOwnerSortsAFolderThatIsntAllHere() {
        ListSort bySize = new ListSort(ListSort.Key.SIZE, true);
        app.enter("/ls bob").page("bob", "", true, "1", "a", "bb").forget().press("s");
        assertThat(queries()).containsExactly(new FileQuery("", new FileOrder(FileOrder.By.SIZE, false)));
        assertThat(queries().get(0).sort()).isEqualTo(bySize);
        assertThat(app.state().browser().load()).isEqualTo(Load.LOADING);
        assertThat(shown()).as("what is there stays meanwhile").containsExactly("bb", "a");
        app.page("bob", "", false, "2", "late");
        assertThat(shown()).as("a page in the old order is dropped").containsExactly("bb", "a");
        answers("", bySize, "1", "xxxxxxxxx", "xxxx");
        assertThat(shown()).containsExactly("xxxxxxxxx", "xxxx");
        app.forget().press("n", "n");
        assertThat(queries()).as("one question at a time").hasSize(1);
        answers("", ListSort.NAMES, "", "a", "b");
        assertThat(shown()).containsExactly("b", "a");
        assertThat(queries()).as("all is here now").hasSize(1);
    }

    @Test
    void theOwnerFiltersAFolderThatIsntAllHere() {
        app.enter("/ls bob")
                .page("bob", "", true, "1", "sea.jpg", "x")
                .forget()
                .press("/")
                .type("sea 20");
        assertThat(queries()).extracting(FileQuery::filter).containsExactly("s");
        answers("s", ListSort.NAMES, "9", "sand");
        assertThat(queries()).extracting(FileQuery::filter).containsExactly("s", "sea 20");
        answers("sea 20", ListSort.NAMES, "", "2026 by the sea.jpg", "sea20.png");
        assertThat(shown()).containsExactly("2026 by the sea.jpg", "sea20.png");
        app.type("26");
        assertThat(shown()).as("what is all here is narrowed here").containsExactly("2026 by the sea.jpg");
        assertThat(queries()).hasSize(2);
        app.press("Esc");
        assertThat(queries()).last().isEqualTo(FileQuery.PLAIN);
    }

    @Test
    void aFlatListIsWalkedByFoldersWithoutAskingAgain() {
        app.enter("/ls bob")
                .listsFlat("bob", "a.txt", "data/x.bin", "data/deep/y.bin", "data/z.bin", "data/deep/q")
                .forget();
        assertThat(shown()).containsExactly("a.txt", "data/");
        app.press("End", "Enter");
        assertThat(shown()).containsExactly("../", "x.bin", "deep/", "z.bin");
        app.press("Down", "Enter", "Down", "Enter");
        assertThat(shown()).containsExactly("../", "y.bin", "q");
        app.press("Backspace");
        assertThat(selected()).isEqualTo("data/deep");
        app.press("Backspace");
        assertThat(selected()).isEqualTo("data");
        assertThat(app.effects(Effect.RequestListing.class)).isEmpty();
        assertThat(app.effects(TransferEffect.Download.class))
                .extracting(FilesTest::path)
                .containsExactly("data/x.bin");
    }

    @Test
    void aFlatListThatComesInPiecesGrows() {
        app.enter("/ls bob").listsFlat("bob", "a/1");
        app.deliver(new ListingEvent.ListingReceived(
                AppHarness.user("bob"),
                "",
                List.of(AppHarness.entry("a/2"), AppHarness.entry("b")),
                OptionalLong.empty(),
                false,
                "",
                true));
        assertThat(shown()).containsExactly("a/", "b");
        assertThat(app.press("Enter").state().browser().visible()).hasSize(3);
    }
}
