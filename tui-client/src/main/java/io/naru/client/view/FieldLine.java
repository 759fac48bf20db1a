package io.naru.client.view;

import io.naru.client.state.TextField;

/**
 * A text of one line that is being edited; what doesn't fit is scrolled so that the cursor is seen.
 *
 * <p>Threading: stateless.
 */
final class FieldLine {
    private FieldLine() {}

    /**
     * Draws the field and puts the cursor into it.
     *
     * @param columns how wide it may be, the cursor's cell included
     */
    static void draw(Canvas canvas, int column, int row, int columns, TextField field) {
        if (columns <= 0) {
            return;
        }
        String before = TextLayout.clipStart(field.shownBefore().value(), columns - 1);
        Style style = canvas.style(Role.COMPOSER);
        int at = canvas.text(column, row, before, style, columns);
        canvas.text(at, row, field.shownAfter().value(), style, column + columns - at);
        canvas.cursor(at, row);
    }
}
