package io.naru.client.update;

import io.naru.client.command.CommandParser;
import io.naru.client.command.TypedLine;
import io.naru.client.input.Action;
import io.naru.client.state.Composer;
import io.naru.client.state.History;
import io.naru.client.state.HistorySearch;
import io.naru.client.state.Scroll;
import io.naru.client.state.TextField;
import java.util.Optional;

/**
 * The composer's own keys: sending, lines, and what was written before.
 *
 * <p>Threading: made for one event.
 */
final class ComposerKeys implements TypedLine.Handler {
    private final Turn turn;

    ComposerKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        switch (action) {
            case SEND -> send();
            case NEW_LINE -> new EditKeys(turn).insert("\n");
            case UP -> up();
            case DOWN -> down();
            case SEARCH_HISTORY -> {
                TextField written = turn.composer.field();
                turn.composer = turn.composer.withSearch(Optional.of(new HistorySearch(TextField.EMPTY, -1, written)));
            }
            default -> throw new IllegalStateException("not about the composer: " + action);
        }
    }

    private void send() {
        CommandParser.parse(turn.composer.field().text()).accept(this);
    }

    @Override
    public void onRefused(TypedLine.Refused line) {
        new OwnMessages(turn).clearComposer();
        new ChatLines(turn).error(line.sentence());
        showAnswer();
    }

    @Override
    public void onUnderstood(TypedLine.Understood line) {
        // What says something empties the composer once it's on its way; all else does before it begins.
        if (!line.command().isSpeech()) {
            new OwnMessages(turn).clearComposer();
        }
        long end = turn.room().lines().end();
        line.command().accept(new CommandUpdates(turn));
        if (turn.room().lines().end() > end) {
            showAnswer();
        }
    }

    /** Whoever asks something while looking at older lines wants to see the answer. */
    private void showAnswer() {
        turn.room(turn.room().withScroll(Scroll.BOTTOM));
    }

    private void up() {
        Composer composer = turn.composer;
        if (composer.field().hasLineAbove()) {
            turn.composer = composer.edited(composer.field().up());
        } else if (composer.history().hasOlder()) {
            show(composer.history().older(composer.field().text()));
        }
    }

    private void down() {
        Composer composer = turn.composer;
        if (composer.field().hasLineBelow()) {
            turn.composer = composer.edited(composer.field().down());
        } else if (composer.history().hasNewer()) {
            show(composer.history().newer());
        }
    }

    private void show(History history) {
        turn.composer = turn.composer.edited(TextField.of(history.shown())).withHistory(history);
    }
}
