package io.naru.client.view;

import io.naru.client.state.ListCursor;
import io.naru.client.state.ListFilter;

/**
 * What the lists have in common: which items are seen, the bar on the one under the cursor, the row of the filter.
 *
 * <p>Threading: stateless.
 */
final class ListRows {
    /** Draws one item. */
    @FunctionalInterface
    interface Item {
        void draw(int index, int row);
    }

    private ListRows() {}

    /**
     * Draws the items that are seen.
     *
     * @param rows for items, from the canvas's top
     */
    static void draw(Canvas canvas, int rows, int count, ListCursor cursor, boolean hasFocus, Item item) {
        int top = cursor.topIn(rows, count);
        for (int row = 0; row < rows && top + row < count; row++) {
            item.draw(top + row, row);
            if (hasFocus && top + row == cursor.index()) {
                canvas.restyle(new Box(0, row, canvas.columns(), 1), canvas.style(Role.SELECTED));
            }
        }
    }

    /** Draws the filter into a row. */
    static void drawFilter(Canvas canvas, int row, ListFilter filter, boolean hasFocus) {
        int column = canvas.text(1, row, "/ ", Role.PROMPT);
        if (filter.isEditing() && hasFocus) {
            FieldLine.draw(canvas, column, row, canvas.columns() - column, filter.field());
        } else {
            canvas.text(
                    column,
                    row,
                    filter.field().shownBefore().value()
                            + filter.field().shownAfter().value(),
                    Role.ACCENT);
        }
    }
}
