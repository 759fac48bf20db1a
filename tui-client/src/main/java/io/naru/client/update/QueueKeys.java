package io.naru.client.update;

import io.naru.client.event.TransferState;
import io.naru.client.input.Action;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Purpose;
import io.naru.client.state.Quantities;
import io.naru.client.state.QueueRow;
import io.naru.client.state.Subject;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The keys of the Queue window, and the commands about transfers.
 *
 * <p>Threading: made for one event.
 */
final class QueueKeys {
    private final Turn turn;

    QueueKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        if (action == Action.SORT) {
            Transfers.Order order = turn.transfers.order().next();
            turn.transfers = turn.transfers.withOrder(order);
            turn.hint("Sorted by " + order.word() + ".");
            return;
        }
        Optional<QueueRow> row = turn.transfers.selectedRow();
        if (row.isEmpty()) {
            turn.hint("There are no transfers here. F4 goes to the files; Enter on one downloads it.");
            return;
        }
        List<Transfer> chosen = turn.transfers.chosen();
        switch (action) {
            case CANCEL -> cancel(chosen);
            case PAUSE -> pauseOrResume(chosen);
            case RETRY -> retry(chosen);
            case RAISE -> move(chosen, TransferEffect.Raise::new, " before others.");
            case LOWER -> move(chosen, TransferEffect.Lower::new, " behind others.");
            case MARK_TRANSFER -> mark(row.get().transfer());
            case OPEN_TRANSFER -> open(row.get());
            case UNFOLD -> fold(row.get().transfer(), true);
            case FOLD -> fold(row.get().transfer(), false);
            default -> throw new IllegalStateException("not about transfers: " + action);
        }
    }

    private void mark(Transfer transfer) {
        turn.transfers = turn.transfers.toggled(transfer.id());
        new ListKeys(turn).act(Action.LIST_DOWN);
    }

    private void open(QueueRow row) {
        if (row.isWhole() && row.transfer().isFolder()) {
            fold(row.transfer(), !turn.transfers.isUnfolded(row.transfer()));
        } else {
            turn.overlay = Optional.of(
                    new Overlay.Details(new Subject.OfTransfer(row.transfer().id()), 0));
        }
    }

    private void fold(Transfer transfer, boolean isUnfolded) {
        if (transfer.isFolder()) {
            turn.transfers = turn.transfers.withUnfolded(transfer.id(), isUnfolded);
        } else if (isUnfolded) {
            turn.hint("Only folders unfold; i shows all about this transfer.");
        }
    }

    private void unmark() {
        turn.transfers = turn.transfers.withMarked(Set.of());
    }

    private void move(List<Transfer> chosen, LongFunction<TransferEffect> effect, String where) {
        List<Transfer> movable = chosen.stream()
                .filter(each -> each.isDownload() && each.isActive())
                .toList();
        if (movable.isEmpty()) {
            turn.hint("Only downloads that haven't ended can go sooner or later than others.");
        } else {
            movable.forEach(each -> turn.effect(effect.apply(each.id())));
            turn.hint(called(movable) + (movable.size() == 1 ? " goes" : " go") + where);
        }
    }

    /** A pause for those that go on; when all of them are paused they go on. */
    private void pauseOrResume(List<Transfer> chosen) {
        List<Transfer> pausable = chosen.stream().filter(QueueKeys::isPausable).toList();
        List<Transfer> paused = chosen.stream().filter(QueueKeys::isPaused).toList();
        if (!pausable.isEmpty()) {
            pausable.forEach(each -> turn.effect(new TransferEffect.Pause(each.id())));
            unmark();
        } else if (!paused.isEmpty()) {
            paused.forEach(each -> turn.effect(new TransferEffect.Resume(each.id())));
            unmark();
        } else {
            turn.hint("Only downloads that haven't ended can be paused.");
        }
    }

    static boolean isPausable(Transfer transfer) {
        return transfer.isDownload() && transfer.isActive() && !isPaused(transfer);
    }

    static boolean isPaused(Transfer transfer) {
        return transfer.state() == TransferState.PAUSED;
    }

    /** Whether trying again makes sense: also at once what would be tried again later. */
    static boolean isTriable(Transfer transfer) {
        return transfer.isDownload()
                && (transfer.state() == TransferState.FAILED
                        || transfer.state() == TransferState.CANCELLED
                        || transfer.state() == TransferState.RESTING
                        || transfer.folder()
                                .filter(inside -> inside.filesFailed() > 0)
                                .isPresent());
    }

    /** Tries downloads again, where that makes sense. */
    void retry(List<Transfer> chosen) {
        List<Transfer> triable = chosen.stream().filter(QueueKeys::isTriable).toList();
        triable.forEach(each -> turn.effect(new Effect.RetryTransfer(each.id())));
        if (!triable.isEmpty()) {
            unmark();
        } else if (chosen.stream().anyMatch(Transfer::isDownload)) {
            turn.hint("Only a download that failed or was cancelled can be tried again.");
        } else {
            turn.hint("An upload is tried again by the one who downloads.");
        }
    }

    /** Asks before it ends what goes on; what has ended is cleared without a question. */
    private void cancel(List<Transfer> chosen) {
        List<Transfer> active = chosen.stream().filter(Transfer::isActive).toList();
        if (active.isEmpty()) {
            chosen.forEach(each -> turn.effect(new Effect.ClearTransfer(each.id())));
            unmark();
        } else {
            ask(active);
        }
    }

    private void ask(List<Transfer> active) {
        Transfer first = active.get(0);
        String way = first.isDownload() ? "download of " : "upload of ";
        String what = active.size() == 1
                ? "the " + way + first.shownPath()
                : "these " + Quantities.count(active.size(), "transfer");
        boolean hasDownload = active.stream().anyMatch(Transfer::isDownload);
        turn.overlay = Optional.of(new Overlay.Confirm(
                SafeText.line("Cancel " + what + "?"),
                SafeText.of(hasDownload ? "What came of it is kept." : ""),
                List.of(new Choice('y', "cancel it", Answer.YES), new Choice('n', "go on", Answer.NO)),
                0,
                new Purpose.CancelTransfers(active.stream().map(Transfer::id).toList())));
    }

    private static String called(List<Transfer> transfers) {
        return transfers.size() == 1
                ? transfers.get(0).shownPath().value()
                : Quantities.count(transfers.size(), "transfer");
    }
}
