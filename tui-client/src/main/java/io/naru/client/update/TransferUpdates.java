package io.naru.client.update;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import java.util.Optional;

/**
 * What becomes of transfers. Those that end are told in the chat, once.
 *
 * <p>Threading: made for one event.
 */
final class TransferUpdates {
    private final Turn turn;

    TransferUpdates(Turn turn) {
        this.turn = turn;
    }

    void onChanged(TransferView view) {
        Transfer transfer = Transfer.of(view);
        Optional<Transfer> before = turn.transfers.find(transfer.id());
        turn.transfers = turn.transfers.with(transfer);
        boolean isNews = before.isEmpty() || before.get().state() != transfer.state();
        if (isNews && transfer.isDownload()) {
            tell(transfer);
        }
    }

    private void tell(Transfer transfer) {
        String file = transfer.shownPath() + " from " + transfer.peer().name();
        if (transfer.state() == TransferState.DONE) {
            String target = transfer.target().isEmpty() ? "" : " to " + transfer.target();
            new ChatLines(turn)
                    .local("Downloaded " + file + target + ", " + Quantities.octets(transfer.doneOctets()) + ".");
        } else if (transfer.state() == TransferState.FAILED) {
            String why = transfer.sentence().isEmpty() ? "" : " " + transfer.sentence();
            new ChatLines(turn)
                    .error("Couldn't download " + file + "." + why + " /retry " + transfer.id() + " tries again.");
        }
    }
}
