package io.naru.client.transfer;

import io.naru.client.data.PartFile;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a run tells of its order, taken to the board and the journal.
 *
 * <p>Threading: the agent's.
 */
final class RunNews implements Run.Listener {
    private final Order order;
    private final Board board;
    private final OrderBook book;
    private final Consumer<Fate> whenEnded;

    RunNews(Order order, Board board, OrderBook book, Consumer<Fate> whenEnded) {
        this.order = order;
        this.board = board;
        this.book = book;
        this.whenEnded = whenEnded;
    }

    /** Not after somebody has decided otherwise. */
    @Override
    public void onState(TransferState state) {
        TransferState now = order.transfer().state();
        if (now.isUnderWay() && now != state) {
            if (Board.isLookedAt(state) && !Board.isLookedAt(now)) {
                board.timed(order.transfer());
            }
            book.set(order, state, "");
        }
    }

    @Override
    public void onWay(String word, boolean isEncrypted) {
        order.transfer().setWay(word, isEncrypted);
        board.changed(order.transfer());
    }

    @Override
    public void onSize(long octets) {
        if (order.transfer().size().orElse(-1) != octets) {
            book.note(order, JournalState.size(order.id(), octets));
        }
        order.transfer().setSize(OptionalLong.of(octets));
        board.changed(order.transfer());
    }

    @Override
    public void onPart(Optional<PartFile.Mark> part) {
        if (!part.equals(order.part())) {
            order.setPart(part);
            book.note(order, JournalState.part(order.id(), part));
        }
    }

    @Override
    public void onFileHere(String path) {
        order.seenHere().add(path);
        if (order.filesHere().add(path)) {
            book.note(order, JournalState.fileHere(order.id(), path));
        }
    }

    @Override
    public void onInside(TransferView.Inside inside) {
        KeptOrder.Inside kept = new KeptOrder.Inside(
                inside.files(), inside.filesFailed(), order.transfer().meter().doneOctets());
        if (!order.inside().equals(Optional.of(kept))) {
            order.setInside(kept);
            book.note(order, JournalState.inside(order.id(), kept));
        }
        order.transfer().setInside(inside);
        board.changed(order.transfer());
    }

    @Override
    public void onEnded(Fate fate) {
        whenEnded.accept(fate);
    }
}
