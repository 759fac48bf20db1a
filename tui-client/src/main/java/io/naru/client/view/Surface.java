package io.naru.client.view;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.graphics.TextGraphics;
import java.util.Optional;

/**
 * What all canvases of one frame share: Lanterna's cells, the cursor, and the part that is likely to have scrolled.
 *
 * <p>Threading: owned by the thread that draws.
 */
final class Surface {
    private final TextGraphics graphics;
    private final CellCache cells;
    private Box cursor;
    private Box scrollable;

    Surface(TextGraphics graphics, CellCache cells) {
        this.graphics = graphics;
        this.cells = cells;
    }

    void put(int column, int row, String cluster, boolean wide, Style style) {
        graphics.setCharacter(column, row, cells.cell(cluster, wide, style));
    }

    void restyle(int column, int row, Style style) {
        TextCharacter present = graphics.getCharacter(column, row);
        if (present != null) {
            put(column, row, present.getCharacterString(), present.isDoubleWidth(), style);
        }
    }

    boolean isWide(int column, int row) {
        TextCharacter present = graphics.getCharacter(column, row);
        return present != null && present.isDoubleWidth();
    }

    void placeCursor(int column, int row) {
        cursor = new Box(column, row, 1, 1);
    }

    void hideCursor() {
        cursor = null;
    }

    void mayHaveScrolled(Box box) {
        scrollable = box;
    }

    Optional<Box> cursor() {
        return Optional.ofNullable(cursor);
    }

    Optional<Box> scrollable() {
        return Optional.ofNullable(scrollable);
    }
}
