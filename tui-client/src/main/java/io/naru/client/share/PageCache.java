package io.naru.client.share;

import io.naru.common.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The readings of folders that pages are cut from. A first page reads its folder anew; the ones behind it are cut from
 * the same reading, named in the cursor ({@code READING.INDEX}), as long as it is kept. After that the folder is read
 * again and goes on at the same place, which may be off by what has changed.
 *
 * <p>Threading: one thread.
 */
final class PageCache {
    static final int PAGE_ENTRIES = 200;
    static final int PAGE_NAME_CHARACTERS = 12_000;
    private static final int READINGS = 8;
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** A page, and what the next one is asked with. */
    record Page(int totalEntries, List<SharedEntry> entries, String nextCursor) {}

    private record Reading(long id, ShareRoot root, String folder, List<SharedEntry> entries, long readNanos) {}

    private final Clock clock;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private long lastId;

    PageCache(Clock clock) {
        this.clock = clock;
    }

    void clear() {
        readings.clear();
    }

    /** A page of a folder; reads the folder if need be, and tells the listener so. */
    Page page(ShareRoot root, String folder, String cursor, ListingService.ReadListener listener) throws IOException {
        dropOld();
        int dot = cursor.indexOf('.');
        long id = dot < 0 ? -1 : number(cursor.substring(0, dot));
        int index = dot < 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, number(cursor.substring(dot + 1)));
        for (Reading kept : readings) {
            if (kept.id == id && kept.root == root && kept.folder.equals(folder)) {
                return cut(kept, index);
            }
        }
        ShareRoot.Content content = root.read(folder);
        listener.onRead(root, folder, content);
        lastId++;
        Reading reading = new Reading(lastId, root, folder, content.entries(), clock.nanos());
        Page page = cut(reading, index);
        if (!page.nextCursor.isEmpty()) {
            readings.addFirst(reading);
        }
        return page;
    }

    private void dropOld() {
        long now = clock.nanos();
        Iterator<Reading> oldestFirst = readings.descendingIterator();
        while (oldestFirst.hasNext()) {
            Reading reading = oldestFirst.next();
            if (readings.size() > READINGS - 1 || now - reading.readNanos > KEPT.toNanos()) {
                oldestFirst.remove();
            }
        }
    }

    private static Page cut(Reading reading, int from) {
        List<SharedEntry> all = reading.entries;
        int start = Math.min(from, all.size());
        int end = start;
        int characters = 0;
        while (end < all.size() && end - start < PAGE_ENTRIES && characters < PAGE_NAME_CHARACTERS) {
            characters += all.get(end).name().length();
            end++;
        }
        String next = end < all.size() ? reading.id + "." + end : "";
        return new Page(all.size(), all.subList(start, end), next);
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Long.parseLong(digits) : Integer.MAX_VALUE;
    }
}
