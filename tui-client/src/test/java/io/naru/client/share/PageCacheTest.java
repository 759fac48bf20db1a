package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.ShareSetting;
import io.naru.common.message.ListSort;
import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a page is, and how long a reading is kept. */
class PageCacheTest {
    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock();
    private final PageCache cache = new PageCache(clock, LargeFolders.OF_DISK);
    private final List<String> read = new ArrayList<>();

    private PageCache.Page page(ShareRoot root, String of, String cursor) throws IOException {
        SharedFolder shared = new SharedFolder(ShareSetting.of(folder), root, OptionalLong.empty());
        PageCache.Wanted wanted = new PageCache.Wanted(shared, of, SearchText.of(""), ListSort.NAMES);
        return cache.page(wanted, cursor, (from, name, content) -> read.add(name))
                .page();
    }

    private void make(String in, int count, int nameCharacters) throws IOException {
        Path made = Files.createDirectories(folder.resolve(in));
        for (int i = 0; i < count; i++) {
            String number = String.format(Locale.ROOT, "%05d", i);
            Files.createFile(made.resolve(number + "n".repeat(nameCharacters - number.length())));
        }
    }

    @Test
    void aPageHasTwoHundredEntriesAtMostAndAllPagesTogetherEachOnce() throws IOException {
        make("", 2 * PageCache.PAGE_ENTRIES + 1, 5);
        ShareRoot root = new ShareRoot(folder.toRealPath());
        PageCache.Page first = page(root, "", "");
        PageCache.Page second = page(root, "", first.nextCursor());
        PageCache.Page third = page(root, "", second.nextCursor());
        assertThat(List.of(
                        first.entries().size(),
                        second.entries().size(),
                        third.entries().size()))
                .containsExactly(PageCache.PAGE_ENTRIES, PageCache.PAGE_ENTRIES, 1);
        assertThat(third.nextCursor()).isEmpty();
        Set<String> names = new HashSet<>();
        for (PageCache.Page page : List.of(first, second, third)) {
            page.entries().forEach(entry -> names.add(entry.name()));
            assertThat(page.totalEntries()).hasValue(2 * PageCache.PAGE_ENTRIES + 1);
        }
        assertThat(names).hasSize(2 * PageCache.PAGE_ENTRIES + 1);
        assertThat(read).as("read once").hasSize(1);
    }

    @Test
    void aPageOfLongNamesEndsSooner() throws IOException {
        make("", 100, 200);
        ShareRoot root = new ShareRoot(folder.toRealPath());
        PageCache.Page first = page(root, "", "");
        assertThat(first.entries()).hasSize(PageCache.PAGE_NAME_CHARACTERS / 200);
        assertThat(page(root, "", first.nextCursor()).entries()).hasSize(100 - PageCache.PAGE_NAME_CHARACTERS / 200);
    }

    @Test
    void aReadingIsKeptForFiveMinutesAndAmongTheEightNewest() throws IOException {
        for (int i = 0; i < 9; i++) {
            make("f" + i, PageCache.PAGE_ENTRIES + 1, 5);
        }
        ShareRoot root = new ShareRoot(folder.toRealPath());
        List<String> cursors = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            cursors.add(page(root, "f" + i, "").nextCursor());
        }
        page(root, "f8", cursors.get(8));
        assertThat(read).hasSize(9);
        page(root, "f0", cursors.get(0));
        assertThat(read).as("the oldest was dropped").hasSize(10);
        clock.advance(Duration.ofMinutes(6));
        page(root, "f8", cursors.get(8));
        assertThat(read).as("too old").hasSize(11);
    }
}
