package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.input.KeyContext;
import io.naru.client.input.KeyRow;
import io.naru.client.input.KeyTable;
import io.naru.client.state.AppState;
import io.naru.client.state.Completion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The line at the bottom: a hint while there is one, the candidates while a word is being completed, else the keys that
 * do something here.
 *
 * <p>Threading: stateless.
 */
final class KeyLine {
    private static final int GAP = 2;

    private KeyLine() {}

    /** The best key for an action, as the table of keys has it. */
    static String keyOf(Action action) {
        return KeyTable.rows().stream()
                .filter(row -> row.action() == action)
                .findFirst()
                .map(KeyRow::shownKey)
                .orElseThrow(() -> new IllegalStateException("no key for " + action));
    }

    /** @param hasMorePages whether what lies over the panes has lines that aren't seen */
    static void draw(AppState state, boolean hasMorePages, Canvas canvas) {
        if (state.hint().isPresent()) {
            drawHint(state, canvas);
        } else if (state.isEscPending()) {
            canvas.text(1, 0, "Esc, and now a key as if Alt were held", Role.ACCENT);
        } else if (state.overlay().isEmpty()
                && state.composer()
                        .completion()
                        .filter(open -> open.candidates().size() > 1)
                        .isPresent()) {
            drawCandidates(state.composer().completion().get(), canvas);
        } else {
            drawKeys(state, hasMorePages, canvas);
        }
    }

    /** The hint wrapped. */
    static List<String> hintRows(AppState state, int columns) {
        String hint = state.hint().map(shown -> shown.text().value()).orElse("");
        return TextLayout.wrap(hint, columns - 2);
    }

    private static void drawHint(AppState state, Canvas canvas) {
        List<String> rows = hintRows(state, canvas.columns());
        for (int row = 0; row < Math.min(rows.size(), canvas.rows()); row++) {
            boolean isCut = row == canvas.rows() - 1 && row < rows.size() - 1;
            String shown = isCut ? TextLayout.clip(rows.get(row), canvas.columns() - 2) + "…" : rows.get(row);
            canvas.text(1, row, shown, Role.ACCENT);
        }
    }

    private static void drawKeys(AppState state, boolean hasMorePages, Canvas canvas) {
        List<KeyRow> rows = KeyTable.footer(state).stream()
                .filter(row ->
                        hasMorePages || row.context() != KeyContext.PAGE || row.action() != Action.LIST_PAGE_DOWN)
                .toList();
        List<KeyRow> byWorth = new ArrayList<>(rows);
        boolean isNarrow = canvas.columns() < Layout.MIDDLE_COLUMNS;
        byWorth.sort(Comparator.comparingInt(row -> worth(row, isNarrow)));
        List<KeyRow> shown = new ArrayList<>();
        int left = canvas.columns() - 1;
        for (KeyRow row : byWorth) {
            left -= TextLayout.columns(row.shownKey()) + 1 + TextLayout.columns(row.brief());
            if (left < 0) {
                break;
            }
            shown.add(row);
            left -= GAP;
        }
        int column = 1;
        for (KeyRow row : rows) {
            if (shown.contains(row)) {
                column = canvas.text(column, 0, row.shownKey(), Role.KEY) + 1;
                column = canvas.text(column, 0, row.brief(), Role.KEY_TEXT) + GAP;
            }
        }
    }

    /**
     * Help and the way out first, then what can be done here; the ways to other panes where there is room left. What
     * everybody knows who ever wrote a line comes behind those; and where the chat is to be seen, so is the way back to it.
     */
    private static int worth(KeyRow row, boolean isNarrow) {
        return switch (row.action()) {
            case HELP, CLOSE -> 0;
            case BACK -> row.context() == KeyContext.GATE ? 3 : isNarrow ? 1 : 5;
            default ->
                switch (row.context()) {
                    case EVERYWHERE -> 3;
                    case COMPOSER -> 4;
                    default -> 2;
                };
        };
    }

    /** As many candidates as fit, the one that stands in the composer among them. */
    private static void drawCandidates(Completion completion, Canvas canvas) {
        List<Completion.Candidate> candidates = completion.candidates();
        int current = Math.max(0, completion.current());
        int first = current;
        int room = canvas.columns() - 2 - columnsOf(candidates.get(current)) - 4;
        while (first > 0 && room - GAP - columnsOf(candidates.get(first - 1)) >= 0) {
            first--;
            room -= GAP + columnsOf(candidates.get(first));
        }
        int column = first > 0 ? canvas.text(1, 0, "… ", Role.MUTED) : 1;
        for (int index = first; index < candidates.size(); index++) {
            int end = column + columnsOf(candidates.get(index));
            boolean isLast = index == candidates.size() - 1;
            if (index != current && end + (isLast ? 0 : GAP + 1) > canvas.columns()) {
                canvas.text(column, 0, "…", Role.MUTED);
                return;
            }
            Role role = index == completion.current() ? Role.SELECTED : Role.TEXT;
            String shown =
                    TextLayout.clipWithEllipsis(candidates.get(index).shown().value(), canvas.columns() - column);
            column = canvas.text(column, 0, shown, role) + GAP;
        }
    }

    private static int columnsOf(Completion.Candidate candidate) {
        return TextLayout.columns(candidate.shown().value());
    }
}
