package io.naru.client.update;

import io.naru.client.event.TransferState;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Purpose;
import io.naru.client.state.Quantities;
import io.naru.client.state.TextField;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * The ways out: Ctrl+C, and the commands that leave.
 *
 * <p>Threading: made for one event.
 */
final class Leaving {
    private final Turn turn;

    Leaving(Turn turn) {
        this.turn = turn;
    }

    /** Ctrl+C: the nearest thing that can be given up is; when there is none it asks, and when it has asked it leaves. */
    void interrupt() {
        if (new Gates(turn).isOpen()) {
            new Gates(turn).interrupt();
        } else if (turn.overlay.isPresent()) {
            interruptOverlay(turn.overlay.get());
        } else if (turn.composer.search().isPresent()) {
            turn.composer = turn.composer
                    .edited(turn.composer.search().get().original())
                    .withSearch(Optional.empty());
        } else if (!Filters.isNone(turn)) {
            Filters.clear(turn);
        } else if (!turn.composer.isEmpty()) {
            String written = turn.composer.field().text();
            turn.composer = turn.composer.edited(TextField.EMPTY).cut(TextField.EMPTY, written, true);
            turn.hint("Cleared; Ctrl+Y puts it back, Ctrl+C again asks to leave.");
        } else {
            ask();
        }
    }

    private void interruptOverlay(Overlay overlay) {
        boolean hasAsked =
                overlay.asConfirm().filter(Overlay.Confirm::isAboutLeaving).isPresent();
        if (hasAsked) {
            quit(false);
        } else {
            overlay.asSearch().ifPresent(search -> turn.room(turn.room().withScroll(search.before())));
            turn.overlay = Optional.empty();
        }
    }

    /** Leaves; asks first only when there are transfers to lose. */
    void leave() {
        if (unfinished() == 0) {
            quit(false);
        } else {
            ask();
        }
    }

    void quit(boolean waitForTransfers) {
        turn.overlay = Optional.empty();
        turn.effect(new Effect.Quit(waitForTransfers));
    }

    private void ask() {
        int unfinished = unfinished();
        if (unfinished == 0) {
            turn.overlay = Optional.of(new Overlay.Confirm(
                    SafeText.line("Leave Naru?"),
                    SafeText.of(others().map(words -> words + " until you come back.")
                            .orElse("")),
                    List.of(new Choice('y', "leave", Answer.YES), new Choice('n', "stay", Answer.NO)),
                    0,
                    new Purpose.Quit()));
            return;
        }
        String question = unfinished == 1
                ? "A transfer isn't finished. Let it finish before leaving?"
                : Quantities.count(unfinished, "transfer") + " aren't finished. Let them finish before leaving?";
        String kept = "Parts that came are kept either way.";
        turn.overlay = Optional.of(new Overlay.Confirm(
                SafeText.line(question),
                SafeText.of(others().map(words -> kept + " " + words + " either way.")
                        .orElse(kept)),
                List.of(
                        new Choice('f', "finish, then leave", Answer.AFTER_TRANSFERS),
                        new Choice('y', "leave now", Answer.YES),
                        new Choice('n', "stay", Answer.NO)),
                0,
                new Purpose.Quit()));
    }

    /** Those that come to an end by themselves: waiting for the others could take for ever. */
    private int unfinished() {
        return turn.transfers.goingOn().size();
    }

    /** What neither ends by itself nor is lost: {@code 2 paused ones and 1 that waits for its owner stay}. */
    private Optional<String> others() {
        int paused = turn.transfers.count(TransferState.PAUSED);
        int waiting = turn.transfers.count(TransferState.WAITING);
        if (paused + waiting == 0) {
            return Optional.empty();
        }
        String first = paused == 0 ? "" : Quantities.count(paused, "paused transfer");
        String and = paused == 0 || waiting == 0 ? "" : " and ";
        String second = waiting == 0 ? "" : Quantities.count(waiting, "transfer") + " whose owner is away";
        return Optional.of(first + and + second + (paused + waiting == 1 ? " stays" : " stay"));
    }
}
