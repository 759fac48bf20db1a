package io.naru.client.share;

import io.naru.common.message.EntryKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A large folder, out of the index. A page begins behind the last entry of the page before, whatever came or went
 * meanwhile; where that entry isn't known any more, at as many entries from the beginning.
 *
 * <p>Threading: one at a time gets in.
 */
final class IndexedFolder implements LargeFolder {
    /** So many ends of pages are kept, or a reading would grow with its folder. Going on needs the last one. */
    static final int ENDS_MAX = 16;

    private final IndexReader reader;
    private final long folder;
    private final PageCache.Wanted wanted;
    /** The entry that ends before an index; oldest first. */
    private final Map<Long, SharedEntry> ends = new LinkedHashMap<>();

    private final long folders;
    private final long files;

    IndexedFolder(IndexReader reader, long folder, PageCache.Wanted wanted) throws IOException {
        this.reader = reader;
        this.folder = folder;
        this.wanted = wanted;
        this.folders = reader.count(folder, EntryKind.FOLDER, wanted.filter());
        this.files = reader.count(folder, EntryKind.FILE, wanted.filter());
    }

    @Override
    public synchronized PageCache.Page page(long id, long index) throws IOException {
        List<SharedEntry> found = new ArrayList<>();
        Optional<SharedEntry> behind = Optional.ofNullable(ends.get(index));
        // One more than a page, to see whether there are more.
        int wantedEntries = PageCache.PAGE_ENTRIES + 1;
        if (behind.isEmpty() ? index < folders : behind.get().isFolder()) {
            found.addAll(run(EntryKind.FOLDER, behind, behind.isEmpty() ? index : 0, wantedEntries));
        }
        if (found.size() < wantedEntries) {
            boolean isInFiles = behind.map(last -> !last.isFolder()).orElse(false);
            long skipped = behind.isPresent() ? 0 : Math.max(0, index - folders);
            found.addAll(
                    run(EntryKind.FILE, isInFiles ? behind : Optional.empty(), skipped, wantedEntries - found.size()));
        }
        int length = PageCache.pageLength(found);
        List<SharedEntry> page = List.copyOf(found.subList(0, length));
        if (length == found.size()) {
            return new PageCache.Page(OptionalLong.of(folders + files), page, "");
        }
        keep(index + length, page.get(length - 1));
        return new PageCache.Page(OptionalLong.of(folders + files), page, PageCache.cursor(id, index + length));
    }

    private List<SharedEntry> run(EntryKind kind, Optional<SharedEntry> behind, long skipped, int count)
            throws IOException {
        return reader.run(folder, kind, wanted.filter(), wanted.sort(), behind, skipped, count);
    }

    private void keep(long index, SharedEntry end) {
        ends.remove(index);
        ends.put(index, end);
        if (ends.size() > ENDS_MAX) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /** For tests: how many ends of pages are kept. */
    synchronized int kept() {
        return ends.size();
    }
}
