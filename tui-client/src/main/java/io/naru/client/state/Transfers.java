package io.naru.client.state;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All transfers of both directions, and where the Queue window is among them.
 *
 * @param all in the order of their ids
 * @param cursor in {@link #visible()}
 * @param order how the Queue window is sorted
 * @param filter by user, file and state
 * @param visible what the Queue window shows
 * @param downloads id of the newest download of each file, by owner and path
 */
public record Transfers(
        List<Transfer> all,
        ListCursor cursor,
        Order order,
        ListFilter filter,
        List<Transfer> visible,
        Map<Source, Long> downloads) {
    /** How the Queue window is sorted. */
    public enum Order {
        /** In the order in which they were queued. */
        ADDED,
        /** Those that run first, those that ended last. */
        STATE,
        /** By the other user's name. */
        USER,
        /** By the name of the file. */
        NAME;

        /** The next one; after the last comes the first. */
        public Order next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** A file of somebody's share. */
    public record Source(UserName owner, String path) {}

    /** What the Files pane says of a file. */
    public enum Mark {
        /** Nothing. */
        NONE,
        /** Downloaded. */
        HAVE,
        /** Waits for its turn. */
        QUEUED,
        /** Is being downloaded. */
        DOWNLOADING,
        /** Was tried, without success. */
        FAILED
    }

    /** None. */
    public static final Transfers EMPTY =
            new Transfers(List.of(), ListCursor.START, Order.ADDED, ListFilter.NONE, List.of(), Map.of());

    public Transfers {
        Objects.requireNonNull(order);
        Objects.requireNonNull(filter);
        all = List.copyOf(all);
        visible = List.copyOf(visible);
        downloads = Map.copyOf(downloads);
        cursor = cursor.within(visible.size());
    }

    /** A transfer by its id. */
    public Optional<Transfer> find(long id) {
        int at = indexOf(id);
        return at < 0 ? Optional.empty() : Optional.of(all.get(at));
    }

    /** The transfer under the Queue window's cursor. */
    public Optional<Transfer> selected() {
        return visible.isEmpty() ? Optional.empty() : Optional.of(visible.get(cursor.index()));
    }

    /** The newest download of a file. */
    public Optional<Transfer> downloadOf(UserName owner, String path) {
        Long id = downloads.get(new Source(owner, path));
        return id == null ? Optional.empty() : find(id);
    }

    /** What the Files pane says of a file. */
    public Mark markOf(UserName owner, String path) {
        Optional<Transfer> download = downloadOf(owner, path);
        if (download.isEmpty()) {
            return Mark.NONE;
        }
        return switch (download.get().state()) {
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

    /** How many move octets now. */
    public int running() {
        return (int) all.stream()
                .filter(transfer -> transfer.state() == TransferState.RUNNING)
                .count();
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
            return arranged(changed, order, filter, indexed(changed));
        }
        // Progress changes often; the file of a transfer never does.
        changed.set(at, transfer);
        return arranged(changed, order, filter, downloads);
    }

    /** Without this transfer. */
    public Transfers without(long id) {
        List<Transfer> changed =
                all.stream().filter(transfer -> transfer.id() != id).toList();
        return arranged(changed, order, filter, indexed(changed));
    }

    /** With the cursor elsewhere. */
    public Transfers withCursor(ListCursor newCursor) {
        return new Transfers(all, newCursor, order, filter, visible, downloads);
    }

    /** Sorted in another way. */
    public Transfers withOrder(Order newOrder) {
        return arranged(all, newOrder, filter, downloads);
    }

    /** Narrowed in another way. */
    public Transfers withFilter(ListFilter newFilter) {
        return arranged(all, order, newFilter, downloads);
    }

    private Transfers arranged(List<Transfer> of, Order by, ListFilter narrowed, Map<Source, Long> newDownloads) {
        List<Transfer> shown = new ArrayList<>(of.size());
        for (Transfer transfer : of) {
            if (narrowed.field().isEmpty() || narrowed.accepts(words(transfer))) {
                shown.add(transfer);
            }
        }
        if (by != Order.ADDED) {
            shown.sort(comparator(by));
        }
        long selectedId = selected().map(Transfer::id).orElse(-1L);
        int at = cursor.index();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).id() == selectedId) {
                at = i;
            }
        }
        return new Transfers(of, new ListCursor(at, cursor.top()), by, narrowed, shown, newDownloads);
    }

    private static String words(Transfer transfer) {
        return transfer.peer().name() + " " + transfer.shownPath() + " "
                + Texts.folded(transfer.state().name());
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
            case QUEUED, PAUSED, WAITING, RESTING -> 2;
            case FAILED -> 3;
            case DONE -> 4;
            case CANCELLED -> 5;
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
