package io.naru.client.share;

import io.naru.common.message.ListSort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * A large folder that the index doesn't know yet, from the disk: for each page all names are looked through, and the ones
 * that stand next in the order of names are kept. Only by name, folders among the files: more would need a look at every
 * file.
 *
 * <p>Threading: one at a time gets in.
 */
final class DiskFolder implements LargeFolder {
    /** The folder can't be listed so just now. */
    static final class NotYetException extends IOException {
        private static final long serialVersionUID = 1L;

        NotYetException(String reason) {
            super(reason);
        }
    }

    private final PageCache.Wanted wanted;
    private final Comparator<String> order;
    private final TreeMap<Long, String> ends = new TreeMap<>();

    DiskFolder(PageCache.Wanted wanted) throws IOException {
        if (wanted.sort().key() != ListSort.Key.NAME) {
            throw new NotYetException("it is still being looked through; it can be listed by name already");
        }
        this.wanted = wanted;
        this.order = wanted.sort().isDescending() ? NaturalOrder.NAMES.reversed() : NaturalOrder.NAMES;
    }

    @Override
    public synchronized PageCache.Page page(long id, long index) throws IOException {
        long[] names = {0};
        String behind = ends.get(index);
        // The last of those that are kept is at the head.
        PriorityQueue<String> next = new PriorityQueue<>(order.reversed());
        wanted.folder().root().visitNames(wanted.path(), name -> {
            if (wanted.filter().fits(name)) {
                names[0]++;
                keep(next, name, behind);
            }
        });
        List<String> sorted = new ArrayList<>(next);
        sorted.sort(order);
        int length = PageCache.pageLength(sorted.size(), at -> sorted.get(at).length());
        List<String> page = sorted.subList(0, length);
        List<SharedEntry> entries = look(page);
        OptionalLong total = OptionalLong.of(names[0]);
        if (length == sorted.size()) {
            return new PageCache.Page(total, entries, "");
        }
        ends.put(index + page.size(), page.get(page.size() - 1));
        return new PageCache.Page(total, entries, PageCache.cursor(id, index + page.size()));
    }

    private void keep(PriorityQueue<String> next, String name, String behind) {
        if (behind != null && order.compare(name, behind) <= 0) {
            return;
        }
        if (next.size() > PageCache.PAGE_ENTRIES) {
            if (order.compare(name, next.peek()) >= 0) {
                return;
            }
            next.poll();
        }
        next.add(name);
    }

    private List<SharedEntry> look(List<String> names) {
        List<SharedEntry> entries = new ArrayList<>();
        for (String name : names) {
            String path = wanted.path().isEmpty() ? name : wanted.path() + "/" + name;
            Optional<SharedEntry> found = wanted.folder().root().look(path);
            found.ifPresent(entries::add);
        }
        return entries;
    }
}
