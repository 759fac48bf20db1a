package io.naru.client.view;

import io.naru.client.state.TextField;
import java.util.ArrayList;
import java.util.List;

/**
 * What is being written, laid out in rows: broken where a row is full rather than at blanks, so that typing never moves
 * what stands before.
 *
 * @param text as it is drawn
 * @param rows where its rows are
 * @param cursorRow the row of the cursor
 * @param cursorColumn the column of the cursor, less than the width
 */
record WrittenText(String text, List<TextLayout.Row> rows, int cursorRow, int cursorColumn) {
    /** Lays a field out in rows of so many columns; fewer than 2 are taken as 2. */
    static WrittenText of(TextField field, int columnsMax) {
        int width = Math.max(2, columnsMax);
        String before = field.shownBefore().value();
        String text = before + field.shownAfter().value();
        List<TextLayout.Row> rows = new ArrayList<>();
        int cursorRow = 0;
        int cursorColumn = 0;
        int start = 0;
        int column = 0;
        int index = 0;
        while (true) {
            boolean isAtEnd = index == text.length();
            boolean isLineFeed = !isAtEnd && text.charAt(index) == '\n';
            int columns = isAtEnd || isLineFeed ? 0 : TextLayout.clusterColumns(text, index);
            // The cursor needs a cell too, also behind the last character of a full row.
            boolean isFull = column + (index == before.length() ? Math.max(1, columns) : columns) > width;
            if (isFull) {
                rows.add(new TextLayout.Row(start, index));
                start = index;
                column = 0;
            }
            if (index == before.length()) {
                cursorRow = rows.size();
                cursorColumn = column;
            }
            if (isAtEnd || isLineFeed) {
                rows.add(new TextLayout.Row(start, index));
                if (isAtEnd) {
                    return new WrittenText(text, rows, cursorRow, cursorColumn);
                }
                index++;
                start = index;
                column = 0;
            } else {
                index = TextLayout.clusterEnd(text, index);
                column += columns;
            }
        }
    }

    /** The row to draw first where only so many fit: the cursor is seen. */
    int topIn(int visibleRows) {
        return Math.max(0, cursorRow - Math.max(1, visibleRows) + 1);
    }
}
