package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Line;
import io.naru.client.state.Reach;
import io.naru.client.state.Scroll;
import io.naru.client.state.Scrollback;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The chat: as many lines of the room as fit, laid out anew in each frame. Lines that aren't seen are never wrapped, so
 * it doesn't matter how many there are.
 *
 * <p>Threading: stateless.
 */
final class ChatPane {
    /** A line that is seen, at least a part of it. */
    private record Seen(long number, ChatLine line, List<TextLayout.Row> rows, boolean hasUnreadRule) {
        int height() {
            return rows.size() + (hasUnreadRule ? 1 : 0);
        }
    }

    /** Stands in the corner, so that nothing moves when it comes and goes. */
    private static final String LOADING = " loading… ";

    private ChatPane() {}

    /** How many rows a line takes in a chat of that width. */
    static int rowsOf(AppState state, Line line, int columns) {
        ChatColumns layout = ChatColumns.of(columns, state.settings().timeFormat());
        return seen(state, 0, line, layout).height();
    }

    /**
     * Draws the lines.
     *
     * @return how many lines there are below the last one that is seen
     */
    static long draw(AppState state, Canvas canvas) {
        if (canvas.bounds().isEmpty()) {
            return 0;
        }
        Scrollback lines = state.room().lines();
        ChatColumns columns = ChatColumns.of(canvas.columns(), state.settings().timeFormat());
        Scroll scroll = state.room().scroll();
        Deque<Seen> shown = new ArrayDeque<>();
        int row = scroll.isAtBottom() ? 1 : fromTop(state, columns, canvas.rows(), shown);
        if (row > 0) {
            shown.clear();
            row = fromBottom(state, columns, canvas.rows(), shown);
        }
        ChatPainter painter = new ChatPainter(state, columns, canvas);
        for (Seen seen : shown) {
            painter.draw(seen.number(), seen.line(), seen.rows(), seen.hasUnreadRule(), row);
            row += seen.height();
        }
        if (isLoadingAbove(state, shown)) {
            canvas.textEndingAt(canvas.columns(), 0, LOADING, canvas.style(Role.MUTED));
        }
        canvas.mayHaveScrolled(canvas.bounds());
        return shown.isEmpty() ? 0 : lines.end() - 1 - shown.getLast().number();
    }

    /** Whether what is on its way belongs right above what is seen. */
    private static boolean isLoadingAbove(AppState state, Deque<Seen> shown) {
        boolean isLoading = state.room()
                .reach()
                .load()
                .filter(load -> load.part() == Reach.Part.OLDER)
                .isPresent();
        return isLoading
                && (shown.isEmpty()
                        || shown.getFirst().number() == state.room().lines().first());
    }

    /**
     * Gathers lines from the scrolled place on.
     *
     * @return the row of the first one, 0 or less; 1 when what follows doesn't fill the pane any more
     */
    private static int fromTop(AppState state, ChatColumns columns, int rows, Deque<Seen> shown) {
        Scrollback lines = state.room().lines();
        Scroll scroll = state.room().scroll();
        long number = Math.max(scroll.topLine(), lines.first());
        int skipped = scroll.topLine() < lines.first() ? 0 : scroll.skippedRows();
        int first = 0;
        int filled = 0;
        for (; number < lines.end() && filled < rows; number++) {
            Seen seen = seen(state, number, lines.get(number), columns);
            if (shown.isEmpty()) {
                first = -Math.max(0, Math.min(skipped, seen.height() - 1));
                filled = first;
            }
            shown.addLast(seen);
            filled += seen.height();
        }
        return filled < rows ? 1 : first;
    }

    /** Gathers lines back from the newest; returns the row of the first one. */
    private static int fromBottom(AppState state, ChatColumns columns, int rows, Deque<Seen> shown) {
        Scrollback lines = state.room().lines();
        int filled = 0;
        for (long number = lines.end() - 1; number >= lines.first() && filled < rows; number--) {
            Seen seen = seen(state, number, lines.get(number), columns);
            shown.addFirst(seen);
            filled += seen.height();
        }
        return Math.min(0, rows - filled);
    }

    private static Seen seen(AppState state, long number, Line line, ChatColumns columns) {
        ChatLine laidOut = ChatLine.of(line, columns);
        return new Seen(number, laidOut, laidOut.rows(), ChatLine.isFirstUnread(state, line));
    }
}
