package io.naru.client.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.ScreenBuffer;
import com.googlecode.lanterna.screen.TerminalScreen;
import io.naru.client.view.Box;
import io.naru.client.view.Frame;
import io.naru.client.view.Painter;
import io.naru.client.view.Theme;
import java.io.IOException;
import java.util.Optional;

/**
 * Lanterna's screen with two additions: a whole frame is painted at once, and where the painter says that lines may
 * have moved, the terminal scrolls them if that is cheaper than drawing them again.
 *
 * <p>Threading: owned by the thread that draws.
 */
final class CellScreen extends TerminalScreen {
    /** Rough cost of telling the terminal to scroll, in cells written. */
    private static final int SCROLL_COST_CELLS = 24;

    private final CellTerminal terminal;
    private final Frame frame = new Frame();
    private boolean everything = true;

    CellScreen(CellTerminal terminal) throws IOException {
        super(terminal);
        this.terminal = terminal;
    }

    /** Has the next frame drawn whole, whatever the terminal is thought to show. */
    void redrawAll() {
        everything = true;
    }

    /** Paints a frame and hands what changed to the terminal. */
    void draw(Theme theme, Painter painter) throws IOException {
        if (doResizeIfNecessary() != null) {
            everything = true;
        }
        frame.paint(newTextGraphics(), theme, painter);
        setCursorPosition(frame.cursor()
                .map(cell -> new TerminalPosition(cell.column(), cell.row()))
                .orElse(null));
        if (everything) {
            everything = false;
            refresh(RefreshType.COMPLETE);
            return;
        }
        Optional<Box> scrollable = frame.scrollable();
        if (scrollable.isPresent()) {
            scrollIfCheaper(scrollable.get());
        }
        refresh(RefreshType.AUTOMATIC);
    }

    private void scrollIfCheaper(Box box) throws IOException {
        int first = box.row();
        int last = box.endRow() - 1;
        int distance = likelyDistance(box);
        if (distance != 0 && changed(first, last, distance) + SCROLL_COST_CELLS < changed(first, last, 0)) {
            terminal.scrollLines(first, last, distance);
            getFrontBuffer().scrollLines(first, last, distance);
        }
    }

    /** By how many rows the box's text moved up (or, negative, down), judged by how many rows are found again. */
    private int likelyDistance(Box box) {
        int rows = box.rows();
        int[] before = new int[rows];
        int[] after = new int[rows];
        for (int row = 0; row < rows; row++) {
            before[row] = hash(getFrontBuffer(), box, row);
            after[row] = hash(getBackBuffer(), box, row);
        }
        return bestShift(before, after);
    }

    private static int bestShift(int[] before, int[] after) {
        int best = 0;
        int bestFound = found(before, after, 0);
        for (int distance = 1; distance < before.length; distance++) {
            for (int signed : new int[] {distance, -distance}) {
                int found = found(before, after, signed);
                if (found > bestFound) {
                    best = signed;
                    bestFound = found;
                }
            }
        }
        return best;
    }

    private static int found(int[] before, int[] after, int distance) {
        int found = 0;
        for (int row = Math.max(0, -distance); row < after.length - Math.max(0, distance); row++) {
            found += after[row] == before[row + distance] ? 1 : 0;
        }
        return found;
    }

    private static int hash(ScreenBuffer buffer, Box box, int row) {
        int hash = 1;
        for (int column = box.column(); column < box.endColumn(); column++) {
            hash = hash * 31 + buffer.getCharacterAt(column, box.row() + row).hashCode();
        }
        return hash;
    }

    /** How many cells of the rows have to be written if they are scrolled by the distance first. */
    private int changed(int first, int last, int distance) {
        int changed = 0;
        for (int row = first; row <= last; row++) {
            int source = row + distance;
            boolean blank = source < first || source > last;
            for (int column = 0; column < getTerminalSize().getColumns(); column++) {
                TextCharacter before = blank
                        ? TextCharacter.DEFAULT_CHARACTER
                        : getFrontBuffer().getCharacterAt(column, source);
                changed += getBackBuffer().getCharacterAt(column, row).equals(before) ? 0 : 1;
            }
        }
        return changed;
    }
}
