package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Focus;
import io.naru.client.state.Line;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Search;
import io.naru.client.state.Scrollback;
import io.naru.client.state.TextField;
import io.naru.client.state.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searching the scrollback.
 *
 * <p>Threading: made for one event.
 */
final class SearchKeys {
    private final Turn turn;

    SearchKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        Optional<Search> open = turn.overlay.flatMap(Overlay::asSearch);
        if (open.isEmpty()) {
            open();
        } else if (action == Action.SEARCH_RELAY) {
            new Hits(turn).search(open.get());
        } else if (!open.get().query().isEmpty()) {
            move(open.get(), action == Action.NEWER ? 1 : -1);
        }
    }

    private void open() {
        turn.focus(Focus.COMPOSER);
        turn.overlay = Optional.of(
                new Search(TextField.EMPTY, List.of(), -1, turn.room().scroll()));
    }

    /** Another text to find; the newest line that holds it is shown. */
    void query(Search search, TextField query) {
        if (query.text().equals(search.query().text())) {
            turn.overlay = Optional.of(new Search(query, search.hits(), search.current(), search.before()));
            return;
        }
        // More letters can only leave fewer lines.
        boolean isNarrowed = !search.query().isEmpty()
                && Texts.startsWith(query.text(), search.query().text());
        List<Long> hits =
                query.isEmpty() ? List.of() : isNarrowed ? narrowed(search.hits(), query.text()) : hits(query.text());
        show(new Search(query, hits, hits.size() - 1, search.before()));
    }

    private void move(Search search, int step) {
        // Lines may have come and gone since.
        List<Long> hits = hits(search.query().text());
        int current = hits.size() - 1;
        if (search.currentLine().isPresent()) {
            int at = hits.indexOf(search.currentLine().getAsLong());
            current = at < 0 ? current : at + step;
        }
        if (hits.isEmpty()) {
            turn.hint("Nothing here holds that.");
        } else if (current < 0 || current >= hits.size()) {
            turn.hint(step < 0 ? "That was the oldest one." : "That was the newest one.");
            current = Math.max(0, Math.min(current, hits.size() - 1));
        }
        show(new Search(search.query(), hits, current, search.before()));
    }

    private void show(Search search) {
        turn.overlay = Optional.of(search);
        if (search.currentLine().isPresent()) {
            new ChatScrolling(turn).showLine(search.currentLine().getAsLong());
        } else if (search.query().isEmpty()) {
            turn.room(turn.room().withScroll(search.before()));
        }
    }

    private List<Long> hits(String text) {
        Scrollback lines = turn.room().lines();
        List<Long> hits = new ArrayList<>();
        for (long number = lines.first(); number < lines.end(); number++) {
            if (holds(lines.get(number), text)) {
                hits.add(number);
            }
        }
        return hits;
    }

    private List<Long> narrowed(List<Long> before, String text) {
        Scrollback lines = turn.room().lines();
        return before.stream()
                .filter(number -> lines.has(number) && holds(lines.get(number), text))
                .toList();
    }

    private static boolean holds(Line line, String text) {
        return Texts.contains(line.text().value(), text)
                || line.sender().isPresent()
                        && Texts.contains(line.sender().get().name().value(), text);
    }
}
