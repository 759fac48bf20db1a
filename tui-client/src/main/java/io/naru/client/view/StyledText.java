package io.naru.client.view;

import java.util.Arrays;
import java.util.List;

/**
 * A text whose parts look different, put together piece by piece and then drawn, whole or wrapped.
 *
 * <p>Threading: confined to one thread.
 */
final class StyledText {
    private final StringBuilder text = new StringBuilder();
    private Style[] styles = new Style[64];

    /** With a piece more. */
    StyledText append(String piece, Style style) {
        int start = text.length();
        text.append(piece);
        if (text.length() > styles.length) {
            styles = Arrays.copyOf(styles, Math.max(text.length(), styles.length * 2));
        }
        Arrays.fill(styles, start, text.length(), style);
        return this;
    }

    /** With another look from one index to before another. */
    void restyle(int start, int end, Style style) {
        Arrays.fill(styles, Math.max(0, start), Math.min(text.length(), end), style);
    }

    /** With another look wherever the searched text stands, in any case. */
    void restyleAll(String searched, Style style) {
        if (searched.isEmpty()) {
            return;
        }
        String all = text();
        for (int index = 0; index + searched.length() <= all.length(); index++) {
            if (all.regionMatches(true, index, searched, 0, searched.length())) {
                restyle(index, index + searched.length(), style);
                index += searched.length() - 1;
            }
        }
    }

    /** The text alone. */
    String text() {
        return text.toString();
    }

    /** How many columns it takes on one line. */
    int columns() {
        return TextLayout.columns(text());
    }

    /** Its rows when it's wrapped. */
    List<TextLayout.Row> rows(int columnsMax) {
        return TextLayout.rows(text(), columnsMax);
    }

    /** Draws all of it on one line. */
    int draw(Canvas canvas, int column, int row) {
        return draw(canvas, column, row, new TextLayout.Row(0, text.length()));
    }

    /**
     * Draws one row of it.
     *
     * @return the first column behind it
     */
    int draw(Canvas canvas, int column, int row, TextLayout.Row part) {
        String all = text();
        int at = column;
        int start = part.start();
        while (start < part.end()) {
            int end = TextLayout.clusterEnd(all, start);
            // Marks belong to their letter, whatever look a hit gave them.
            while (end < part.end() && styles[end] == styles[start]) {
                end = TextLayout.clusterEnd(all, end);
            }
            at = canvas.text(at, row, all.substring(start, end), styles[start]);
            start = end;
        }
        return at;
    }
}
