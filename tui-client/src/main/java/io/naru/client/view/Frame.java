package io.naru.client.view;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.graphics.TextGraphics;
import java.util.Optional;

/**
 * Paints frames: hands the painter a canvas over Lanterna's cells, and knows afterwards where the cursor belongs and
 * what may have scrolled. Keeps made cells from frame to frame.
 *
 * <p>Threading: owned by the thread that draws.
 */
public final class Frame {
    private final CellCache cells = new CellCache();
    private Surface surface;

    /** Makes all cells of {@code graphics} blank and lets the painter draw on them. */
    public void paint(TextGraphics graphics, Theme theme, Painter painter) {
        TerminalSize size = graphics.getSize();
        for (int row = 0; row < size.getRows(); row++) {
            for (int column = 0; column < size.getColumns(); column++) {
                graphics.setCharacter(column, row, Cell.BLANK);
            }
        }
        surface = new Surface(graphics, cells);
        painter.paint(new Canvas(surface, theme, Box.ofSize(size.getColumns(), size.getRows())));
    }

    /** The cell where the last painted frame wants the cursor; empty when it is to be hidden. */
    public Optional<Box> cursor() {
        return surface.cursor();
    }

    /** The part of the last painted frame that may have scrolled. */
    public Optional<Box> scrollable() {
        return surface.scrollable();
    }
}
