package io.naru.client.share;

import io.naru.common.message.ListSort;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/**
 * The readings of folders that pages are cut from. A first page reads its folder anew; the ones behind it are cut from
 * the same reading, named in the cursor ({@code READING.INDEX}), as long as it is kept. After that the folder is read
 * again and goes on at the same place, which may be off by what has changed. Of a folder that is too large to be held a
 * reading is only the way through it ({@link LargeFolder}).
 *
 * <p>Threading: any thread; what reads the disk does so outside of the lock.
 */
final class PageCache {
    static final int PAGE_ENTRIES = 200;
    static final int PAGE_NAME_CHARACTERS = 12_000;
    private static final int READINGS = 8;
    private static final Duration KEPT = Duration.ofMinutes(5);

    /**
     * A page, and what the next one is asked with.
     *
     * @param totalEntries of the folder that fit the filter, where known
     */
    record Page(OptionalLong totalEntries, List<SharedEntry> entries, String nextCursor) {}

    /**
     * What is listed.
     *
     * @param path of the folder in its share
     */
    record Wanted(SharedFolder folder, String path, SearchText filter, ListSort sort) {
        private boolean isSameAs(Wanted other) {
            return folder.root() == other.folder.root()
                    && path.equals(other.path)
                    && filter.equals(other.filter)
                    && sort.equals(other.sort);
        }
    }

    /** Hears of every reading of a whole folder. */
    @FunctionalInterface
    interface ReadListener {
        void onRead(SharedFolder folder, String path, ShareRoot.Content content);
    }

    /** The way through a large folder, which is looked for by whoever goes it first. */
    private static final class Large implements Source {
        private final LargeFolders folders;
        private final Wanted wanted;
        private LargeFolder found;

        private Large(LargeFolders folders, Wanted wanted) {
            this.folders = folders;
            this.wanted = wanted;
        }

        @Override
        public synchronized Page page(long id, long index) throws IOException {
            if (found == null) {
                found = folders.open(wanted);
            }
            return found.page(id, index);
        }
    }

    /** From where pages are cut; its thread is the caller's. */
    private interface Source {
        Page page(long id, long index) throws IOException;
    }

    private record Reading(long id, Wanted wanted, Source source, long readNanos) {}

    /** A page that takes a while: to be had from a thread that may wait. */
    @FunctionalInterface
    interface Slow {
        Page page() throws IOException;
    }

    /** Either a page or the slow way to it; the other one is null. */
    record Answer(Page page, Slow slow) {}

    private final Clock clock;
    private final LargeFolders large;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private long lastId;

    PageCache(Clock clock, LargeFolders large) {
        this.clock = clock;
        this.large = large;
    }

    synchronized void clear() {
        readings.clear();
    }

    /** A page of a folder; reads the folder if need be, and tells the listener so. */
    Answer page(Wanted wanted, String cursor, ReadListener listener) throws IOException {
        int dot = cursor.indexOf('.');
        long id = dot < 0 ? -1 : number(cursor.substring(0, dot));
        long index = dot < 0 ? 0 : number(cursor.substring(dot + 1));
        Reading kept = find(id, wanted);
        if (kept != null) {
            return answer(kept, index);
        }
        ShareRoot.Content content = wanted.folder.root().read(wanted.path);
        Reading reading;
        if (content.isWhole()) {
            listener.onRead(wanted.folder, wanted.path, content);
            reading = keep(wanted, held(wanted, content.entries()));
        } else {
            reading = keep(wanted, new Large(large, wanted));
        }
        return answer(reading, index);
    }

    private static Answer answer(Reading reading, long index) throws IOException {
        return reading.source instanceof Held held
                ? new Answer(held.page(reading.id, index), null)
                : new Answer(null, () -> reading.source.page(reading.id, index));
    }

    private synchronized Reading find(long id, Wanted wanted) {
        dropOld();
        for (Reading kept : readings) {
            if (kept.id == id && kept.wanted.isSameAs(wanted)) {
                return kept;
            }
        }
        return null;
    }

    private synchronized Reading keep(Wanted wanted, Source source) {
        lastId++;
        Reading reading = new Reading(lastId, wanted, source, clock.nanos());
        if (!(source instanceof Held held) || held.entries.size() > 0 && !held.isOnePage()) {
            readings.addFirst(reading);
        }
        return reading;
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

    private static Held held(Wanted wanted, List<SharedEntry> all) {
        boolean isAsItIs = wanted.filter.isEmpty() && wanted.sort.equals(ListSort.NAMES);
        return new Held(
                isAsItIs
                        ? all
                        : all.stream()
                                .filter(entry -> wanted.filter.fits(entry.name()))
                                .sorted(SharedEntry.order(wanted.sort))
                                .toList());
    }

    /** How many of the first entries make a page. */
    static int pageLength(List<SharedEntry> entries) {
        return pageLength(entries.size(), index -> entries.get(index).name().length());
    }

    /**
     * How many of some entries make a page.
     *
     * @param characters of the name of each
     */
    static int pageLength(int entries, IntUnaryOperator characters) {
        int end = 0;
        int sum = 0;
        while (end < entries && end < PAGE_ENTRIES && sum < PAGE_NAME_CHARACTERS) {
            sum += characters.applyAsInt(end);
            end++;
        }
        return end;
    }

    static String cursor(long id, long index) {
        return id + "." + index;
    }

    /** A folder that is held. */
    private record Held(List<SharedEntry> entries) implements Source {
        @Override
        public Page page(long id, long from) {
            int start = (int) Math.min(from, entries.size());
            List<SharedEntry> rest = entries.subList(start, entries.size());
            int end = start + pageLength(rest);
            String next = end < entries.size() ? cursor(id, end) : "";
            return new Page(OptionalLong.of(entries.size()), entries.subList(start, end), next);
        }

        private boolean isOnePage() {
            return pageLength(entries) == entries.size();
        }
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,12}") ? Long.parseLong(digits) : Long.MAX_VALUE;
    }
}
