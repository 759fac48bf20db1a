package io.naru.client.view;

import io.naru.client.input.KeyContext;
import io.naru.client.state.AppState;
import io.naru.client.state.Composer;
import io.naru.client.state.Focus;
import io.naru.client.state.HistorySearch;
import io.naru.client.state.Overlay;

/**
 * The line in which one writes, grown to as many rows as it needs. A search, of the chat or of what was written before,
 * stands in its place.
 *
 * <p>Threading: stateless.
 */
final class ComposerPane {
    private static final int SHORT_PROMPT = 30;

    private ComposerPane() {}

    /** How many rows it wants, at that width. */
    static int rowsWanted(AppState state, int columns) {
        boolean isSearch = state.overlay().flatMap(Overlay::asSearch).isPresent()
                || state.composer().search().isPresent();
        if (isSearch) {
            return 1;
        }
        int textColumns = columns - TextLayout.columns(prompt(state, columns));
        int rows = WrittenText.of(state.composer().field(), textColumns).rows().size();
        return Math.min(Composer.ROWS_MAX, rows + (KeyContext.isAnswering(state) ? 1 : 0));
    }

    static void draw(AppState state, Canvas canvas) {
        var search = state.overlay().flatMap(Overlay::asSearch);
        if (search.isPresent()) {
            drawSearch(search.get(), canvas);
        } else if (state.composer().search().isPresent()) {
            drawHistorySearch(state, state.composer().search().get(), canvas);
        } else {
            drawText(state, canvas);
        }
    }

    private static String prompt(AppState state, int columns) {
        return columns < SHORT_PROMPT
                ? "> "
                : (KeyContext.isAnswering(state) ? "↳ " : "")
                        + TextLayout.clipWithEllipsis(state.room().name().value(), columns / 3) + "> ";
    }

    private static void drawText(AppState state, Canvas canvas) {
        boolean hasQuoteRow = KeyContext.isAnswering(state) && canvas.rows() > 1;
        if (hasQuoteRow) {
            String quote = state.composer().quote().orElseThrow().shown().value();
            canvas.text(0, 0, TextLayout.clipWithEllipsis(quote, canvas.columns()), Role.MUTED);
            drawWritten(state, canvas.region(new Box(0, 1, canvas.columns(), canvas.rows() - 1)));
        } else {
            drawWritten(state, canvas);
        }
    }

    private static void drawWritten(AppState state, Canvas canvas) {
        int column = canvas.text(0, 0, prompt(state, canvas.columns()), Role.PROMPT);
        int columns = canvas.columns() - column;
        WrittenText written = WrittenText.of(state.composer().field(), columns);
        int top = written.topIn(canvas.rows());
        for (int row = top; row < written.rows().size(); row++) {
            TextLayout.Row part = written.rows().get(row);
            canvas.text(column, row - top, written.text().substring(part.start(), part.end()), Role.COMPOSER);
        }
        if (state.focus() == Focus.COMPOSER) {
            canvas.cursor(column + written.cursorColumn(), written.cursorRow() - top);
        }
    }

    private static void drawSearch(Overlay.Search search, Canvas canvas) {
        boolean isEmpty = search.query().isEmpty();
        String count = isEmpty
                ? ""
                : search.hits().isEmpty()
                        ? "nothing found"
                        : search.current() + 1 + " of " + search.hits().size();
        int column = canvas.text(0, 0, canvas.columns() < SHORT_PROMPT ? "/ " : "search: ", Role.PROMPT);
        int countColumns = TextLayout.columns(count);
        boolean hasRoom = canvas.columns() - column > countColumns + 4;
        int columns = canvas.columns() - column - (hasRoom ? countColumns + 1 : 0);
        if (hasRoom) {
            Role role = search.hits().isEmpty() ? Role.WARNING : Role.MUTED;
            canvas.textEndingAt(canvas.columns(), 0, count, canvas.style(role));
        }
        FieldLine.draw(canvas, column, 0, columns, search.query());
    }

    private static void drawHistorySearch(AppState state, HistorySearch search, Canvas canvas) {
        int column = canvas.text(0, 0, canvas.columns() < SHORT_PROMPT ? "^ " : "history: ", Role.PROMPT);
        int columns = Math.max(1, (canvas.columns() - column) / 3);
        int queryColumns = Math.min(columns, TextLayout.columns(search.query().text()) + 1);
        FieldLine.draw(canvas, column, 0, queryColumns, search.query());
        int at = column + queryColumns + 1;
        if (!search.isFound()) {
            canvas.text(at, 0, "nothing found", Role.WARNING);
            return;
        }
        at = canvas.text(at, 0, "→ ", Role.MUTED);
        String found = state.composer().field().shownBefore().value()
                + state.composer().field().shownAfter().value();
        StyledText text = new StyledText().append(found.replace('\n', ' '), canvas.style(Role.COMPOSER));
        text.restyleAll(search.query().text(), canvas.style(Role.MATCH));
        text.draw(canvas, at, 0);
    }
}
