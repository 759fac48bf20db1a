package io.naru.client.state;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All transfers of both directions, and where the Queue window is among them.
 *
 * @param all in the order of their ids
 * @param cursor in {@link #visible()}
 * @param order how the Queue window is sorted
 * @param filter by user, file and state
 * @param visible the rows of the Queue window
 * @param downloads id of the newest download of each file and folder, by owner and path
 * @param unfolded ids of the folders whose files are shown below them
 * @param marked ids of the transfers that a key is to act on together
 */
public record Transfers(
        List<Transfer> all,
        ListCursor cursor,
        Order order,
        ListFilter filter,
        List<QueueRow> visible,
        Map<Source, Long> downloads,
        Set<Long> unfolded,
        Set<Long> marked) {
    /** How the Queue window is sorted. */
    public enum Order {
        /** In the order in which they were queued. */
        ADDED("age"),
        /** In the order in which they are to go: by priority, then by age. */
        TURN("turn"),
        /** Those that run first, those that ended last. */
        STATE("state"),
        /** By the other user's name. */
        USER("user"),
        /** By the name of the file. */
        NAME("name");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** What it is called on the screen. */
        public String word() {
            return word;
        }

        /** The next one; after the last comes the first. */
        public Order next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** A file or folder of somebody's share. */
    public record Source(UserName owner, String path) {}

    /** What the Files pane says of a file or folder. */
    public enum Mark {
        /** Nothing. */
        NONE,
        /** Downloaded. */
        HAVE,
        /** Waits for its turn, or for somebody. */
        QUEUED,
        /** Is being downloaded. */
        DOWNLOADING,
        /** Was tried, without success. */
        FAILED,
        /** Its owner offers it. */
        OFFERED
    }

    /** None. */
    public static final Transfers EMPTY = new Transfers(
            List.of(), ListCursor.START, Order.ADDED, ListFilter.NONE, List.of(), Map.of(), Set.of(), Set.of());

    public Transfers {
        Objects.requireNonNull(order);
        Objects.requireNonNull(filter);
        all = List.copyOf(all);
        visible = List.copyOf(visible);
        downloads = Map.copyOf(downloads);
        unfolded = Set.copyOf(unfolded);
        marked = Set.copyOf(marked);
        cursor = cursor.within(visible.size());
    }

    /** A transfer by its id. */
    public Optional<Transfer> find(long id) {
        int at = indexOf(id);
        return at < 0 ? Optional.empty() : Optional.of(all.get(at));
    }

    /** The row under the Queue window's cursor. */
    public Optional<QueueRow> selectedRow() {
        return visible.isEmpty() ? Optional.empty() : Optional.of(visible.get(cursor.index()));
    }

    /** The transfer under the Queue window's cursor; on a file in a folder, the folder. */
    public Optional<Transfer> selected() {
        return selectedRow().map(QueueRow::transfer);
    }

    /** What a key acts on: the marked transfers, or else the one under the cursor. */
    public List<Transfer> chosen() {
        List<Transfer> chosen =
                all.stream().filter(each -> marked.contains(each.id())).toList();
        return chosen.isEmpty() ? selected().map(List::of).orElse(List.of()) : chosen;
    }

    /** Whether the files of this folder are shown below it. */
    public boolean isUnfolded(Transfer transfer) {
        return unfolded.contains(transfer.id());
    }

    /** The newest download of a file or folder. */
    public Optional<Transfer> downloadOf(UserName owner, String path) {
        Long id = downloads.get(new Source(owner, path));
        return id == null ? Optional.empty() : find(id);
    }

    /** What the Files pane says of a file or folder; what is downloaded with a folder above it has that one's mark. */
    public Mark markOf(UserName owner, String path) {
        String at = path;
        while (true) {
            Optional<Transfer> download = downloadOf(owner, at);
            if (download.isPresent()
                    && (at.length() == path.length() || download.get().isFolder())) {
                boolean isGone = download.get().state() == TransferState.DONE
                        && download.get().target().isEmpty();
                return isGone ? Mark.NONE : markOf(download.get().state());
            }
            int slash = at.lastIndexOf('/');
            if (slash <= 0 || downloads.isEmpty()) {
                return Mark.NONE;
            }
            at = at.substring(0, slash);
        }
    }

    private static Mark markOf(TransferState state) {
        return switch (state) {
            case QUEUED, PAUSED, WAITING, RESTING -> Mark.QUEUED;
            case ASKING, OFFERED, CONNECTING, RUNNING, CHECKING, UNFOLDING, STALLED -> Mark.DOWNLOADING;
            case DONE -> Mark.HAVE;
            case FAILED -> Mark.FAILED;
            case CANCELLED -> Mark.NONE;
        };
    }

    /** Those that haven't ended, in the order of their ids; what the strip shows. */
    public List<Transfer> active() {
        return all.stream().filter(Transfer::isActive).toList();
    }

    /** Those that come to an end by themselves. */
    public List<Transfer> goingOn() {
        return all.stream().filter(Transfer::isGoingOn).toList();
    }

    /** How many are in that state. */
    public int count(TransferState state) {
        return (int) all.stream().filter(transfer -> transfer.state() == state).count();
    }

    /** How many move octets now. */
    public int running() {
        return count(TransferState.RUNNING);
    }

    /** The rate of one direction, all transfers together. */
    public long octetsPerSecond(Direction direction) {
        return all.stream()
                .filter(transfer -> transfer.direction() == direction && transfer.isActive())
                .mapToLong(Transfer::octetsPerSecond)
                .sum();
    }

    /** With this transfer, in place of one with the same id. */
    public Transfers with(Transfer transfer) {
        List<Transfer> changed = new ArrayList<>(all.size() + 1);
        changed.addAll(all);
        int at = indexOf(transfer.id());
        if (at < 0) {
            changed.add(-at - 1, transfer);
            return arranged(changed, order, filter, indexed(changed), unfolded);
        }
        // Progress changes often; the file of a transfer never does.
        changed.set(at, transfer);
        return arranged(changed, order, filter, downloads, unfolded);
    }

    /** Without this transfer. */
    public Transfers without(long id) {
        List<Transfer> changed =
                all.stream().filter(transfer -> transfer.id() != id).toList();
        Transfers left = withMarked(withoutId(marked, id));
        return left.arranged(changed, order, filter, indexed(changed), withoutId(unfolded, id));
    }

    /** With the cursor elsewhere. */
    public Transfers withCursor(ListCursor newCursor) {
        return new Transfers(all, newCursor, order, filter, visible, downloads, unfolded, marked);
    }

    /** Sorted in another way. */
    public Transfers withOrder(Order newOrder) {
        return arranged(all, newOrder, filter, downloads, unfolded);
    }

    /** Narrowed in another way. */
    public Transfers withFilter(ListFilter newFilter) {
        return arranged(all, order, newFilter, downloads, unfolded);
    }

    /** With the files of a folder shown below it, or not; the cursor goes to the folder itself. */
    public Transfers withUnfolded(long id, boolean isUnfolded) {
        Set<Long> changed = withoutId(unfolded, id);
        if (isUnfolded) {
            changed.add(id);
        }
        return arranged(all, order, filter, downloads, changed);
    }

    /** With others marked. */
    public Transfers withMarked(Set<Long> newMarked) {
        return new Transfers(all, cursor, order, filter, visible, downloads, unfolded, newMarked);
    }

    /** With this one marked, or no longer. */
    public Transfers toggled(long id) {
        Set<Long> changed = withoutId(marked, id);
        if (!marked.contains(id)) {
            changed.add(id);
        }
        return withMarked(changed);
    }

    private static Set<Long> withoutId(Set<Long> ids, long id) {
        Set<Long> changed = new HashSet<>(ids);
        changed.remove(id);
        return changed;
    }

    private Transfers arranged(
            List<Transfer> of, Order by, ListFilter narrowed, Map<Source, Long> newDownloads, Set<Long> newUnfolded) {
        List<Transfer> shown = new ArrayList<>(of.size());
        for (Transfer transfer : of) {
            if (narrowed.field().isEmpty() || narrowed.accepts(words(transfer))) {
                shown.add(transfer);
            }
        }
        if (by != Order.ADDED) {
            shown.sort(comparator(by));
        }
        List<QueueRow> rows = new ArrayList<>(shown.size());
        shown.forEach(transfer -> addRows(rows, transfer, newUnfolded.contains(transfer.id())));
        ListCursor at = new ListCursor(place(rows), cursor.top());
        return new Transfers(of, at, by, narrowed, rows, newDownloads, newUnfolded, marked);
    }

    private static void addRows(List<QueueRow> rows, Transfer transfer, boolean isUnfolded) {
        rows.add(QueueRow.of(transfer));
        if (isUnfolded && transfer.folder().isPresent()) {
            Transfer.Inside inside = transfer.folder().get();
            inside.shown().forEach(file -> rows.add(new QueueRow(transfer, Optional.of(file), false)));
            if (inside.more() > 0) {
                rows.add(new QueueRow(transfer, Optional.empty(), true));
            }
        }
    }

    /** Where the cursor goes among other rows: it stays on its transfer, and there on its row as far as possible. */
    private int place(List<QueueRow> rows) {
        Optional<QueueRow> before = selectedRow();
        if (before.isEmpty()) {
            return cursor.index();
        }
        long id = before.get().transfer().id();
        int below = 0;
        for (int i = cursor.index(); !visible.get(i).isWhole(); i--) {
            below++;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).transfer().id() == id) {
                int last = i;
                while (last + 1 < rows.size() && !rows.get(last + 1).isWhole()) {
                    last++;
                }
                return Math.min(i + below, last);
            }
        }
        return cursor.index();
    }

    private static String words(Transfer transfer) {
        return transfer.peer().name() + " " + transfer.shownPath() + " "
                + Texts.folded(transfer.state().name()) + " " + TransferWords.of(transfer.state());
    }

    private static Map<Source, Long> indexed(List<Transfer> transfers) {
        Map<Source, Long> index = new HashMap<>();
        for (Transfer transfer : transfers) {
            if (transfer.isDownload()) {
                index.put(new Source(transfer.peer().user(), transfer.path()), transfer.id());
            }
        }
        return index;
    }

    private static Comparator<Transfer> comparator(Order order) {
        Comparator<Transfer> compared = switch (order) {
            case ADDED -> Comparator.comparingLong(Transfer::id);
            case TURN -> Comparator.comparingInt(transfer -> -transfer.priority());
            case STATE -> Comparator.comparingInt(transfer -> rank(transfer.state()));
            case USER -> Comparator.comparing(transfer -> transfer.peer().user());
            case NAME ->
                Comparator.comparing(
                        transfer -> Texts.folded(transfer.shownPath().value()));
        };
        return compared.thenComparingLong(Transfer::id);
    }

    private static int rank(TransferState state) {
        return switch (state) {
            case RUNNING -> 0;
            case CONNECTING, ASKING, OFFERED, CHECKING, UNFOLDING, STALLED -> 1;
            case QUEUED, RESTING -> 2;
            case WAITING -> 3;
            case PAUSED -> 4;
            case FAILED -> 5;
            case DONE -> 6;
            case CANCELLED -> 7;
        };
    }

    private int indexOf(long id) {
        int low = 0;
        int high = all.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = all.get(middle).id();
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
