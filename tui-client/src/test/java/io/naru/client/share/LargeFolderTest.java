package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.event.ShareSetting;
import io.naru.common.file.FileState;
import io.naru.common.message.EntryKind;
import io.naru.common.message.ListSort;
import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are never held in memory, paged out of the index and from the disk. */
class LargeFolderTest {
    private static final int ENTRIES = 8_000;
    private static final int FOLDERS = 350;

    @TempDir
    private Path folder;

    private ShareIndex index;
    private long tree;
    private final List<SharedEntry> all = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        index = ShareIndex.open(Optional.of(folder.resolve("index")));
        tree = index.tree("made up", 0);
        index.markAll(tree);
        ShareIndex.Pending top = index.nextPending(tree).orElseThrow();
        Random random = new Random(1);
        for (int i = 0; i < ENTRIES; i++) {
            boolean isFolder = i < FOLDERS;
            String name = (random.nextBoolean() ? "Part " : "노래 ") + i;
            FileState state =
                    new FileState(isFolder ? 0 : random.nextInt(1000), random.nextInt(1_000_000) * 1_000_000L, "k" + i);
            all.add(new SharedEntry(name, isFolder ? EntryKind.FOLDER : EntryKind.FILE, state, Optional.empty()));
        }
        for (int i = 0; i < ENTRIES; i += 1_000) {
            index.put(tree, top, all.subList(i, i + 1_000), false);
        }
        index.finish(top, ShareIndex.Sum.of(all));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private PageCache.Wanted wanted(String filter, ListSort sort, Path top) {
        SharedFolder shared = new SharedFolder(ShareSetting.of(top), new ShareRoot(top), OptionalLong.of(tree));
        return new PageCache.Wanted(shared, "", SearchText.of(filter), sort);
    }

    private List<String> listed(LargeFolder large) throws IOException {
        List<String> names = new ArrayList<>();
        String cursor = "7.0";
        while (!cursor.isEmpty()) {
            PageCache.Page page = large.page(7, Long.parseLong(cursor.substring(2)));
            assertThat(page.entries()).hasSizeBetween(1, PageCache.PAGE_ENTRIES);
            page.entries().forEach(entry -> names.add(entry.name()));
            cursor = page.nextCursor();
        }
        return names;
    }

    @Test
    void anIndexedFolderIsPagedInEachOrderAsAHeldOneWouldBe() throws IOException {
        try (IndexReader reader = index.reader()) {
            for (ListSort.Key key : ListSort.Key.values()) {
                for (boolean isDescending : new boolean[] {false, true}) {
                    ListSort sort = new ListSort(key, isDescending);
                    LargeFolder large = LargeFolders.of(Optional.of(reader)).open(wanted("", sort, folder));
                    assertThat(large).isInstanceOf(IndexedFolder.class);
                    assertThat(listed(large))
                            .as(sort.toString())
                            .isEqualTo(all.stream()
                                    .sorted(SharedEntry.order(sort))
                                    .map(SharedEntry::name)
                                    .toList());
                }
            }
        }
    }

    @Test
    void whatAReadingKeepsDoesNotGrowWithItsFolder() throws IOException {
        try (IndexReader reader = index.reader()) {
            IndexedFolder large = new IndexedFolder(
                    reader, reader.folder(tree, "").orElseThrow(), wanted("", ListSort.NAMES, folder));
            assertThat(listed(large)).hasSize(ENTRIES);
            assertThat(ENTRIES / PageCache.PAGE_ENTRIES).isGreaterThan(IndexedFolder.ENDS_MAX);
            assertThat(large.kept()).isEqualTo(IndexedFolder.ENDS_MAX);
            assertThat(listed(large)).as("once more from the beginning").hasSize(ENTRIES);
        }
    }

    @Test
    void anIndexedFolderIsFilteredByItsOwner() throws IOException {
        try (IndexReader reader = index.reader()) {
            LargeFolder large = LargeFolders.of(Optional.of(reader)).open(wanted("노래 9", ListSort.NAMES, folder));
            assertThat(large.page(1, 0).totalEntries())
                    .hasValue(all.stream()
                            .filter(entry -> SearchText.of("노래 9").fits(entry.name()))
                            .count());
            assertThat(listed(large))
                    .isEqualTo(all.stream()
                            .filter(entry ->
                                    entry.name().contains("노래") && entry.name().contains("9"))
                            .sorted(SharedEntry.ORDER)
                            .map(SharedEntry::name)
                            .toList());
        }
    }

    @Test
    void aCursorWhosePlaceIsForgottenGoesOnAtTheSameCount() throws IOException {
        List<String> names =
                all.stream().sorted(SharedEntry.ORDER).map(SharedEntry::name).toList();
        try (IndexReader reader = index.reader()) {
            LargeFolders large = LargeFolders.of(Optional.of(reader));
            for (long at : new long[] {0, 1, FOLDERS - 1, FOLDERS, 4_321, ENTRIES - 1}) {
                PageCache.Page page =
                        large.open(wanted("", ListSort.NAMES, folder)).page(1, at);
                assertThat(page.entries().get(0).name()).isEqualTo(names.get((int) at));
            }
            PageCache.Page behind =
                    large.open(wanted("", ListSort.NAMES, folder)).page(1, ENTRIES + 5L);
            assertThat(behind.entries()).isEmpty();
            assertThat(behind.nextCursor()).isEmpty();
        }
    }

    @Test
    void whatComesAndGoesMeanwhileNeitherDoublesNorHidesTheOthers() throws IOException {
        try (IndexReader reader = index.reader()) {
            LargeFolder large = LargeFolders.of(Optional.of(reader)).open(wanted("", ListSort.NAMES, folder));
            PageCache.Page first = large.page(1, 0);
            ShareIndex.Pending top = new ShareIndex.Pending(1, "");
            index.forget(tree, top, first.entries().subList(0, 50));
            PageCache.Page second = large.page(1, PageCache.PAGE_ENTRIES);
            assertThat(second.entries().get(0).name())
                    .isEqualTo(all.stream()
                            .sorted(SharedEntry.ORDER)
                            .skip(PageCache.PAGE_ENTRIES)
                            .findFirst()
                            .orElseThrow()
                            .name());
        }
    }

    @Test
    void aFolderThatTheIndexDoesNotKnowIsPagedFromTheDiskByName() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).toRealPath();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String name = String.format(Locale.ROOT, "%s %d", i % 3 == 0 ? "b" : "A", i);
            Files.createFile(real.resolve(name));
            names.add(name);
        }
        Files.createSymbolicLink(real.resolve("A link"), folder);
        names.sort(NaturalOrder.NAMES);
        LargeFolders onDisk = LargeFolders.of(Optional.empty());

        assertThat(listed(onDisk.open(wanted("", ListSort.NAMES, real)))).isEqualTo(names);
        assertThat(listed(onDisk.open(wanted("b 9", ListSort.NAMES, real))))
                .isEqualTo(names.stream()
                        .filter(name -> name.startsWith("b") && name.contains("9"))
                        .toList());
        assertThatThrownBy(() -> onDisk.open(wanted("", new ListSort(ListSort.Key.SIZE, true), real)))
                .isInstanceOf(DiskFolder.NotYetException.class);
    }

    @Test
    void theCacheNeverHoldsAFolderThatIsTooLarge() throws IOException {
        Path real = Files.createDirectory(folder.resolve("many")).toRealPath();
        for (int i = 0; i <= ShareRoot.HELD_ENTRIES_MAX; i++) {
            Files.createFile(real.resolve("f" + i));
        }
        PageCache cache = new PageCache(new FakeClock(), LargeFolders.OF_DISK);
        PageCache.Answer answer = cache.page(wanted("", ListSort.NAMES, real), "", (from, path, content) -> {
            throw new AssertionError("it isn't whole");
        });
        assertThat(answer.page()).isNull();
        PageCache.Page page = answer.slow().page();
        assertThat(page.totalEntries()).hasValue(ShareRoot.HELD_ENTRIES_MAX + 1L);
        assertThat(page.entries().get(1).name()).isEqualTo("f1");
        assertThat(page.nextCursor()).isEqualTo("1.200");
    }
}
