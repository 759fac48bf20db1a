package io.naru.client.transfer;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferFault;
import io.naru.client.event.TransferState;
import io.naru.common.message.RootHash;
import io.naru.common.time.Backoff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The orders of the queue and how each stands: the board shows it, and what of a change lasts goes into the journal.
 * What was handed over to another program and isn't let go of yet is in it no more, but is still written down.
 *
 * <p>Threading: the agent's, but for {@link #idFor}.
 */
final class OrderBook {
    private final Board board;
    private final Consumer<String> journal;
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Leaving leaving = new Leaving();
    private final Wishes live = new Wishes();

    OrderBook(Board board, Consumer<String> journal) {
        this.board = board;
        this.journal = journal;
    }

    /** The id of such a download that hasn't ended, or else a new one, which is that download's from now on. Any thread. */
    long idFor(DownloadOrder wanted) {
        return live.idFor(wanted, board::nextId);
    }

    /** The order of such a download that is in it and hasn't ended. */
    Optional<Order> same(DownloadOrder wanted) {
        OptionalLong id = live.find(wanted);
        return id.isPresent() ? find(id.getAsLong()) : Optional.empty();
    }

    /** One more, shown from now on. */
    Order add(long id, KeptOrder kept, Set<String> filesHere, Backoff pauses) {
        Order order = Order.on(board, id, kept, filesHere, pauses);
        orders.put(id, order);
        return order;
    }

    Optional<Order> find(long id) {
        return Optional.ofNullable(orders.get(id));
    }

    Optional<Order> find(Transfer download) {
        return find(download.id());
    }

    boolean has(Order order) {
        return orders.containsKey(order.id());
    }

    /** All, oldest first; as they are now. */
    Collection<Order> all() {
        return List.copyOf(orders.values());
    }

    /**
     * Writes something down, unless the journal is about to be another program's: what is ordered meanwhile stays here,
     * or it would be fetched twice.
     */
    void note(Order order, String line) {
        if (leaving.isOver() || leaving.isOf(order)) {
            journal.accept(line);
        }
    }

    /** How an order stands from now on; has no effect on what another program is to have. */
    void set(Order order, TransferState state, String sentence) {
        set(order, state, sentence, Optional.empty());
    }

    /** How an order of an earlier program stands, which is written down already. */
    void restore(Order order, TransferState state, String sentence) {
        order.transfer().setState(state, sentence);
        if (state.isEnded()) {
            live.drop(order);
        } else {
            live.keep(order);
        }
        board.restored(order.transfer());
    }

    /** It failed, for a reason of a kind. */
    void setFailed(Order order, Fate.Failed failed) {
        set(order, TransferState.FAILED, failed.sentence(), Optional.of(failed.fault()));
    }

    private void set(Order order, TransferState state, String sentence, Optional<TransferFault> fault) {
        if (!has(order)) {
            return;
        }
        Transfer download = order.transfer();
        boolean isKept = KeptOrder.kept(state) != KeptOrder.kept(download.state());
        download.setState(state, sentence);
        fault.ifPresent(download::setFault);
        if (state.isEnded()) {
            live.drop(order);
        } else {
            live.keep(order);
        }
        if (isKept) {
            note(order, JournalState.stands(order.id(), state, sentence));
        }
        board.changed(download);
    }

    /** All of it is here. */
    void finish(Order order, Fate.Done done) {
        order.transfer().setTarget(done.published());
        order.setPart(Optional.empty());
        order.setToBeLookedAt(false);
        notePublished(order, done);
        set(order, TransferState.DONE, done.sentence());
    }

    private void notePublished(Order order, Fate.Done done) {
        note(order, JournalState.target(order.id(), done.published()));
        note(order, JournalState.part(order.id(), Optional.empty()));
    }

    /** Takes one out of it for good. */
    void forget(Transfer download) {
        Order order = orders.remove(download.id());
        if (order != null) {
            order.dropTimer();
            live.drop(order);
            note(order, JournalState.cleared(download.id()));
        }
    }

    // Handing it over

    /** All leave for another program: none is in it or shown any more; those with a run are waited for. */
    void letAllGo() {
        Collection<Order> all = all();
        all.stream().filter(Order::isUnderWay).forEach(leaving::add);
        for (Order order : all) {
            orders.remove(order.id());
            live.drop(order);
        }
    }

    /** Tells somebody when nothing here works any more for what left; at once if that is so already. */
    void whenGone(Runnable action) {
        leaving.then(action);
    }

    boolean isAnyLeaving() {
        return !leaving.isOver();
    }

    boolean isLeaving(Order order) {
        return leaving.isOf(order);
    }

    /** The last that happens here to what another program will have. */
    void leave(Order order, Fate fate) {
        if (fate instanceof Fate.Done done) {
            notePublished(order, done);
            note(order, JournalState.stands(order.id(), TransferState.DONE, done.sentence()));
        }
        leaving.remove(order);
    }

    /** Writes all that is to be known of an order, as it was kept. */
    void keep(long id, KeptOrder kept, Set<String> filesHere) {
        JournalState.linesOf(id, kept, filesHere).forEach(journal);
    }

    /** Writes all that is in it, for another journal. */
    void keepAll() {
        orders.forEach((id, order) -> {
            Transfer download = order.transfer();
            KeptOrder kept = new KeptOrder(
                    order.wanted(),
                    download.added(),
                    download.priority(),
                    download.state(),
                    download.view().sentence(),
                    download.target(),
                    order.part(),
                    download.size(),
                    order.inside());
            keep(id, kept, order.filesHere());
        });
    }

    // What is asked about it

    /** Where files were put, by their content. */
    Map<RootHash, List<Path>> done() {
        Map<RootHash, List<Path>> done = new HashMap<>();
        for (Order order : orders.values()) {
            Optional<Path> target = order.transfer().target();
            if (order.transfer().state() == TransferState.DONE && target.isPresent()) {
                order.wanted()
                        .root()
                        .ifPresent(root -> done.computeIfAbsent(root, first -> new ArrayList<>())
                                .add(target.get()));
            }
        }
        return done;
    }

    /** The highest priority of what hasn't ended. */
    int highestPriority() {
        return orders.values().stream()
                .filter(order -> !order.transfer().isEnded())
                .mapToInt(order -> order.transfer().priority())
                .max()
                .orElse(0);
    }

    /** Whether a transfer that has ended is still of use: what came of it can be gone on with. */
    boolean isResumable(Transfer ended) {
        return find(ended)
                .filter(order -> ended.state() != TransferState.DONE
                        && (order.part().isPresent() || order.rawPart().isPresent()))
                .isPresent();
    }

    /** Whether a thread works for any of them, also of those that left. */
    boolean isAnyUnderWay() {
        return isAnyLeaving() || orders.values().stream().anyMatch(Order::isUnderWay);
    }

    /** Whether any waits for nothing but a slot. */
    boolean isAnyQueued() {
        return orders.values().stream().anyMatch(order -> order.transfer().state() == TransferState.QUEUED);
    }
}
