package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import java.util.List;
import java.util.Optional;

/**
 * Going from pane to pane.
 *
 * <p>Threading: made for one event.
 */
final class PaneKeys {
    private static final List<Focus> ROUND = List.of(Focus.COMPOSER, Focus.USERS, Focus.FILES);

    private final Turn turn;

    PaneKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        switch (action) {
            case HELP -> help();
            case GO_COMPOSER -> turn.focus(Focus.COMPOSER);
            case GO_USERS -> turn.focus(Focus.USERS);
            case GO_FILES -> turn.focus(Focus.FILES);
            case GO_QUEUE -> turn.focus(turn.focus == Focus.QUEUE ? Focus.COMPOSER : Focus.QUEUE);
            case NEXT_PANE -> turn.focus(neighbour(1));
            case PREVIOUS_PANE -> turn.focus(neighbour(-1));
            case BARE -> {
                boolean isBare = turn.isBare;
                turn.focus(Focus.COMPOSER);
                turn.isBare = !isBare;
            }
            default -> throw new IllegalStateException("no way to a pane: " + action);
        }
    }

    private void help() {
        boolean isOpen = turn.overlay.flatMap(Overlay::asHelp).isPresent();
        turn.overlay = isOpen ? Optional.empty() : Optional.of(new Overlay.Help(0));
    }

    /** From the Queue window, which isn't in the round, one comes to its beginning. */
    private Focus neighbour(int step) {
        int at = ROUND.indexOf(turn.focus);
        return at < 0 ? Focus.COMPOSER : ROUND.get(Math.floorMod(at + step, ROUND.size()));
    }
}
