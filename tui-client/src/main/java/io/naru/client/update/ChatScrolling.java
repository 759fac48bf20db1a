package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Room;
import io.naru.client.state.Scroll;
import io.naru.client.state.Scrollback;
import java.util.OptionalLong;

/**
 * Moves the part of the chat that is shown, by rows as the screen has them.
 *
 * <p>Threading: made for one event.
 */
final class ChatScrolling {
    private final Turn turn;
    private final AppState state;
    private final Scrollback lines;
    private final int rows;

    ChatScrolling(Turn turn) {
        this.turn = turn;
        state = turn.state();
        lines = turn.room().lines();
        rows = Math.max(1, turn.sizes().chatRows());
    }

    void act(Action action) {
        switch (action) {
            case SCROLL_UP -> {
                scrollTo(above(top(), Math.max(1, rows - 1)));
                new Places(turn).onScrolledUp();
            }
            case SCROLL_DOWN -> {
                pageDown();
                new Places(turn).onScrolledDown();
            }
            case SCROLL_TOP -> {
                scrollTo(Scroll.from(lines.first(), 0));
                new Places(turn).onScrolledUp();
            }
            case SCROLL_BOTTOM -> new Places(turn).showNewest();
            case SCROLL_UNREAD -> toUnread();
            default -> throw new IllegalStateException("not about scrolling: " + action);
        }
    }

    /** Shows a line with some of what stands before it. */
    void showLine(long number) {
        if (lines.has(number)) {
            scrollTo(above(Scroll.from(number, 0), rows / 3));
        }
    }

    private void toUnread() {
        OptionalLong unread = turn.room().unreadFrom();
        OptionalLong seq = turn.room().news().seq();
        if (unread.isPresent() && lines.has(unread.getAsLong())) {
            showLine(unread.getAsLong());
        } else if (seq.isPresent()) {
            new Places(turn).open(turn.room().id(), seq.getAsLong());
        } else {
            turn.hint("Nothing here is unread.");
        }
    }

    private void pageDown() {
        if (!turn.room().scroll().isAtBottom()) {
            scrollTo(below(top(), Math.max(1, rows - 1)));
        }
    }

    private void scrollTo(Scroll target) {
        Room room = turn.room();
        boolean isAtEnd = target.isAtBottom() || rowsFrom(target, rows + 1) <= rows;
        // Where newer messages aren't loaded, the end of the lines isn't the bottom, and what is shown stays when they
        // come.
        Scroll end = room.reach().isDetached() ? above(Scroll.from(lines.end(), 0), rows) : Scroll.BOTTOM;
        turn.room(room.withScroll(isAtEnd ? end : target));
    }

    /** What stands at the top now. */
    private Scroll top() {
        Scroll scroll = turn.room().scroll();
        if (scroll.isAtBottom()) {
            return above(Scroll.from(lines.end(), 0), rows);
        }
        if (!lines.has(scroll.topLine())) {
            return Scroll.from(lines.first(), 0);
        }
        int lineRows = rowsOf(scroll.topLine());
        return Scroll.from(scroll.topLine(), Math.max(0, Math.min(scroll.skippedRows(), lineRows - 1)));
    }

    private Scroll above(Scroll from, int count) {
        long line = from.topLine();
        int skipped = from.skippedRows();
        int left = count;
        while (left > skipped && line > lines.first()) {
            left -= skipped;
            line--;
            skipped = rowsOf(line);
        }
        return Scroll.from(line, Math.max(0, skipped - left));
    }

    private Scroll below(Scroll from, int count) {
        long line = from.topLine();
        int left = count + from.skippedRows();
        while (line < lines.end() && left >= rowsOf(line)) {
            left -= rowsOf(line);
            line++;
        }
        return line == lines.end() ? Scroll.BOTTOM : Scroll.from(line, left);
    }

    /** How many rows there are from here to the end; no more than so many are counted. */
    private int rowsFrom(Scroll from, int most) {
        int count = -from.skippedRows();
        for (long line = from.topLine(); line < lines.end() && count < most; line++) {
            count += rowsOf(line);
        }
        return count;
    }

    private int rowsOf(long line) {
        return turn.measure().rowsOf(state, lines.get(line));
    }
}
