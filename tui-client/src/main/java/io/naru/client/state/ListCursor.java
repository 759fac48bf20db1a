package io.naru.client.state;

/**
 * Where a list's cursor is, and which item stands at the top. The height of the pane may change at any time, so whoever
 * draws asks {@link #topIn} for the top that keeps the cursor visible.
 *
 * @param index of the item under the cursor; 0 in an empty list
 * @param top index of the item in the first row when it was last moved
 */
public record ListCursor(int index, int top) {
    /** At the first item. */
    public static final ListCursor START = new ListCursor(0, 0);

    public ListCursor {
        index = Math.max(0, index);
        top = Math.max(0, top);
    }

    /** Moved by so many items, not over the ends. */
    public ListCursor moved(int by, int count, int rows) {
        return to(index + by, count, rows);
    }

    /** Moved to an item, or the nearest that there is. */
    public ListCursor to(int target, int count, int rows) {
        int newIndex = Math.max(0, Math.min(target, count - 1));
        return new ListCursor(newIndex, new ListCursor(newIndex, top).topIn(rows, count));
    }

    /** With the list shorter or longer, the cursor still inside. */
    public ListCursor within(int count) {
        return index < Math.max(1, count) ? this : new ListCursor(count - 1, top);
    }

    /**
     * The index of the item to draw in the first row: as near to {@link #top()} as shows the cursor and leaves no room
     * at the end.
     *
     * @param rows of the pane; 0 when it isn't to be seen
     * @param count items of the list
     */
    public int topIn(int rows, int count) {
        int newTop = Math.min(top, Math.max(0, count - rows));
        if (index < newTop) {
            return index;
        }
        return rows > 0 && index >= newTop + rows ? index - rows + 1 : newTop;
    }
}
