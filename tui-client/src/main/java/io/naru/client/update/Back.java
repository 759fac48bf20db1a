package io.naru.client.update;

import io.naru.client.input.KeyContext;
import io.naru.client.state.Focus;
import java.util.Optional;

/**
 * Esc: closes the nearest thing that can be closed; where nothing is left to close, it stands for Alt with the next key.
 *
 * <p>Threading: made for one event.
 */
final class Back {
    private final Turn turn;

    Back(Turn turn) {
        this.turn = turn;
    }

    void back() {
        if (new Gates(turn).isOpen()) {
            new Gates(turn).putAside();
        } else if (turn.overlay.isPresent()) {
            turn.overlay = Optional.empty();
        } else if (!Filters.isNone(turn)) {
            Filters.clear(turn);
        } else if (turn.composer.search().isPresent() && turn.focus == Focus.COMPOSER) {
            new HistoryKeys(turn).accept();
        } else if (turn.composer.completion().isPresent() && turn.focus == Focus.COMPOSER) {
            new Completer(turn).giveUp();
        } else if (turn.focus == Focus.COMPOSER && KeyContext.hasMark(turn.state())) {
            new Marking(turn).unmark();
        } else if (turn.focus == Focus.COMPOSER && KeyContext.isAnswering(turn.state())) {
            turn.composer = turn.composer.withQuote(Optional.empty());
        } else if (turn.isBare) {
            turn.isBare = false;
        } else if (turn.focus != Focus.COMPOSER) {
            turn.focus(Focus.COMPOSER);
        } else if (KeyContext.isEscPrefixed(turn.state())) {
            turn.isEscPending = true;
            turn.hint("Esc: the next key is taken as with Alt. Esc again: not so.");
        }
    }
}
