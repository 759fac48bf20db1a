package io.naru.client.update;

import io.naru.client.event.TransferState;
import io.naru.client.input.Action;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
            turn.hint("Sorted by " + words(order) + ".");
            return;
        }
        Optional<Transfer> selected = turn.transfers.selected();
        if (selected.isEmpty()) {
            turn.hint("There are no transfers here. F4 goes to the files; Enter on one downloads it.");
        } else if (action == Action.RETRY) {
            retry(selected.get());
        } else if (selected.get().isActive()) {
            ask(selected.get());
        } else {
            turn.effect(new Effect.ClearTransfer(selected.get().id()));
        }
    }

    /** Tries a download again, where that makes sense. */
    void retry(Transfer transfer) {
        boolean isTriable = transfer.isDownload()
                && (transfer.state() == TransferState.FAILED || transfer.state() == TransferState.CANCELLED);
        if (isTriable) {
            turn.effect(new Effect.RetryTransfer(transfer.id()));
        } else if (transfer.isDownload()) {
            turn.hint("Only a download that failed or was cancelled can be tried again.");
        } else {
            turn.hint("An upload is tried again by the one who downloads.");
        }
    }

    private void ask(Transfer transfer) {
        String way = transfer.isDownload() ? "download of " : "upload of ";
        turn.overlay = Optional.of(new Overlay.Confirm(
                SafeText.line("Cancel the " + way + transfer.shownPath() + "?"),
                SafeText.of(transfer.isDownload() ? "What came of it is kept." : ""),
                List.of(new Choice('y', "cancel it", Answer.YES), new Choice('n', "go on", Answer.NO)),
                0,
                new Overlay.Purpose.CancelTransfers(List.of(transfer.id()))));
    }

    private static String words(Transfers.Order order) {
        return switch (order) {
            case ADDED -> "age";
            case STATE, USER, NAME -> order.name().toLowerCase(Locale.ROOT);
        };
    }
}
