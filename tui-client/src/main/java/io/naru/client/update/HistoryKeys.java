package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Composer;
import io.naru.client.state.History;
import io.naru.client.state.HistorySearch;
import io.naru.client.state.TextField;
import java.util.Optional;

/**
 * Ctrl+R: going back through what was written by a text that it holds.
 *
 * <p>Threading: made for one event.
 */
final class HistoryKeys {
    private final Turn turn;

    HistoryKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        HistorySearch search = turn.composer.search().orElseThrow();
        String text = search.query().text();
        History history = turn.composer.history();
        int from = search.found() < 0 ? history.entries().size() : search.found();
        int found = action == Action.OLDER ? history.findBefore(from, text) : history.findAfter(search.found(), text);
        if (found >= 0) {
            show(new HistorySearch(search.query(), found, search.original()));
        } else if (action == Action.OLDER && !search.query().isEmpty()) {
            turn.hint("Nothing older holds that.");
        }
    }

    /** Another text to find, from the newest on. */
    void query(TextField query) {
        HistorySearch search = turn.composer.search().orElseThrow();
        int newest = turn.composer.history().entries().size();
        int found = query.isEmpty() ? -1 : turn.composer.history().findBefore(newest, query.text());
        show(new HistorySearch(query, found, search.original()));
    }

    /** Takes what was found, to be changed or sent. */
    void accept() {
        turn.composer = turn.composer.withSearch(Optional.empty());
    }

    private void show(HistorySearch search) {
        Composer composer = turn.composer;
        TextField shown = search.found() < 0
                ? search.original()
                : TextField.of(composer.history().entries().get(search.found()));
        turn.composer = composer.edited(shown).withSearch(Optional.of(search));
    }
}
