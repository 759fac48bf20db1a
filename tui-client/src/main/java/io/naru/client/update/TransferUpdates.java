package io.naru.client.update;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Purpose;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.client.state.TransferWords;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of transfers. Those that end are told in the chat, once.
 *
 * <p>Threading: made for one event.
 */
final class TransferUpdates {
    private static final int FILES_LARGE = 10_000;
    private static final long OCTETS_LARGE = 100_000_000_000L;

    private final Turn turn;

    TransferUpdates(Turn turn) {
        this.turn = turn;
    }

    void onChanged(EngineEvent.TransferChanged event) {
        Transfer transfer = Transfer.of(event.transfer());
        Optional<Transfer> before = turn.transfers.find(transfer.id());
        turn.transfers = turn.transfers.with(transfer);
        boolean isOther = before.isEmpty() || before.get().state() != transfer.state();
        boolean isNews = isOther && !event.isRestored();
        if (isNews && transfer.isDownload()) {
            tell(transfer);
        }
        if (before.filter(was -> was.state() == TransferState.UNFOLDING).isPresent() && isVeryLarge(transfer)) {
            askOnce(transfer);
        }
    }

    private static boolean isVeryLarge(Transfer transfer) {
        boolean isFolder = transfer.isActive() && transfer.state() != TransferState.UNFOLDING;
        return isFolder
                && transfer.folder()
                        .filter(inside ->
                                inside.files() >= FILES_LARGE || transfer.size().orElse(0) >= OCTETS_LARGE)
                        .isPresent();
    }

    /** How large a folder is shows when it has been listed. It waits for an answer, which must not come from typing. */
    private void askOnce(Transfer transfer) {
        turn.effect(new TransferEffect.Pause(transfer.id()));
        String size = Quantities.count(transfer.folder().orElseThrow().files(), "file")
                + (transfer.size().isPresent()
                        ? ", " + Quantities.octets(transfer.size().getAsLong())
                        : "");
        if (turn.overlay.isPresent() || turn.focus == Focus.COMPOSER) {
            new ChatLines(turn)
                    .local(transfer.shownPath() + " is very large: " + size + ". It is paused; /queue resume "
                            + transfer.id() + " downloads it.");
            return;
        }
        turn.overlay = Optional.of(new Overlay.Confirm(
                SafeText.line("Download all of " + transfer.shownPath() + "?"),
                SafeText.of("It has " + size + ". Until you answer it is paused."),
                List.of(new Choice('y', "download it", Answer.YES), new Choice('n', "cancel it", Answer.NO)),
                0,
                new Purpose.LargeFolder(transfer.id(), turn.now.nanos())));
    }

    private void tell(Transfer transfer) {
        String file = transfer.shownPath() + " from " + transfer.peer().name();
        if (transfer.state() == TransferState.DONE) {
            new ChatLines(turn).local(done(transfer, file));
        } else if (transfer.state() == TransferState.FAILED) {
            String why = transfer.sentence().isEmpty() ? "" : " " + transfer.sentence();
            new ChatLines(turn)
                    .error("Couldn't download " + file + "." + why + " /retry " + transfer.id() + " tries again.");
        }
    }

    /** What became of it: it may have been here already, and nothing, or not all of it, was moved. */
    private static String done(Transfer transfer, String file) {
        long size = transfer.size().orElse(0);
        boolean hasMoved = transfer.sentence().isEmpty() || transfer.isFolder() || transfer.doneOctets() >= size;
        long octets = hasMoved ? transfer.doneOctets() : size;
        String target = transfer.target().isEmpty() ? "" : (hasMoved ? " to " : " is ") + transfer.target();
        String inside =
                transfer.folder().map(all -> ", " + TransferWords.inside(all)).orElse("");
        String sentence = transfer.sentence().isEmpty() ? "" : " " + transfer.sentence();
        return (hasMoved ? "Downloaded " : "") + file + target + ", " + Quantities.octets(octets) + inside + "."
                + sentence;
    }
}
