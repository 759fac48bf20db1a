package io.naru.client.view;

import io.naru.common.text.Columns;

/**
 * A rectangle to draw on, with its own origin. Whatever lies outside of it is dropped, so a pane can't spoil its
 * neighbour and needn't care how small it is. Text is drawn cluster by cluster at explicit columns; of a wide character
 * there is never only half: where just one column is left a blank is drawn.
 *
 * <p>Threading: owned by the thread that draws; valid during one frame only.
 */
public final class Canvas {
    private final Surface surface;
    private final Theme theme;
    private final Box area;

    Canvas(Surface surface, Theme theme, Box area) {
        this.surface = surface;
        this.theme = theme;
        this.area = area;
    }

    /** Width in columns. */
    public int columns() {
        return area.columns();
    }

    /** Height in rows. */
    public int rows() {
        return area.rows();
    }

    /** All of this canvas, in its own coordinates. */
    public Box bounds() {
        return Box.ofSize(area.columns(), area.rows());
    }

    /** The theme that turns roles into styles. */
    public Theme theme() {
        return theme;
    }

    /** The style of the role. */
    public Style style(Role role) {
        return theme.style(role);
    }

    /**
     * A canvas for a part of this one. Its origin is the box's top left cell, or where the box enters this canvas.
     *
     * @param box in this canvas's coordinates; what lies outside is cut off
     */
    public Canvas region(Box box) {
        return new Canvas(surface, theme, box.moved(area.column(), area.row()).intersect(area));
    }

    /** Draws text in the style of the role; see {@link #text(int, int, String, Style)}. */
    public int text(int column, int row, String text, Role role) {
        return text(column, row, text, theme.style(role));
    }

    /**
     * Draws text from the column on, up to this canvas's right edge. Clusters that begin left of column 0 aren't drawn.
     *
     * @return the first column after the text, so that the next piece can be drawn there; the width of the canvas when
     *     the text was cut off
     */
    public int text(int column, int row, String text, Style style) {
        return text(column, row, text, style, area.columns() - column);
    }

    /**
     * Draws at most {@code columnsMax} columns of the text.
     *
     * @return the first column after what was drawn
     */
    public int text(int column, int row, String text, Style style, int columnsMax) {
        int end = Math.min(area.columns(), column + Math.max(0, columnsMax));
        int at = column;
        int index = 0;
        while (index < text.length() && at < end) {
            int clusterEnd = TextLayout.clusterEnd(text, index);
            int columns = TextLayout.clusterColumns(text, index);
            if (at + columns > end) {
                put(at, row, " ", 1, style);
                return end;
            }
            put(at, row, text.substring(index, clusterEnd), columns, style);
            at += columns;
            index = clusterEnd;
        }
        return at;
    }

    /** Draws text so that it ends before the canvas's column {@code endColumn}; what doesn't fit is cut at its end. */
    public void textEndingAt(int endColumn, int row, String text, Style style) {
        String clipped = TextLayout.clip(text, endColumn);
        text(endColumn - TextLayout.columns(clipped), row, clipped, style);
    }

    /** Fills the box with one narrow character. */
    public void fill(Box box, String cluster, Style style) {
        Box inside = box.intersect(bounds());
        for (int row = inside.row(); row < inside.endRow(); row++) {
            for (int column = inside.column(); column < inside.endColumn(); column++) {
                put(column, row, cluster, 1, style);
            }
        }
    }

    /** Makes everything blank: for overlays, which lie on something. */
    public void clear() {
        fill(bounds(), " ", Style.PLAIN);
    }

    /** A horizontal line of {@code columns} cells. */
    public void horizontalLine(int column, int row, int columns, Style style) {
        fill(new Box(column, row, Math.max(0, columns), 1), "─", style);
    }

    /** A vertical line of {@code rows} cells. */
    public void verticalLine(int column, int row, int rows, Style style) {
        fill(new Box(column, row, 1, Math.max(0, rows)), "│", style);
    }

    /** A frame along the inner edge of the box; a box with less than two columns or rows gets none. */
    public void frame(Box box, Style style) {
        if (box.columns() < 2 || box.rows() < 2) {
            return;
        }
        int right = box.endColumn() - 1;
        int bottom = box.endRow() - 1;
        horizontalLine(box.column() + 1, box.row(), box.columns() - 2, style);
        horizontalLine(box.column() + 1, bottom, box.columns() - 2, style);
        verticalLine(box.column(), box.row() + 1, box.rows() - 2, style);
        verticalLine(right, box.row() + 1, box.rows() - 2, style);
        text(box.column(), box.row(), "┌", style);
        text(right, box.row(), "┐", style);
        text(box.column(), bottom, "└", style);
        text(right, bottom, "┘", style);
    }

    /** Gives what is already drawn in the box another style, for the bar over a selected line. */
    public void restyle(Box box, Style style) {
        Box inside = box.intersect(bounds()).moved(area.column(), area.row());
        for (int row = inside.row(); row < inside.endRow(); row++) {
            int column = inside.column();
            while (column < inside.endColumn()) {
                surface.restyle(column, row, style);
                column += surface.isWide(column, row) ? 2 : 1;
            }
        }
    }

    /**
     * Puts the terminal's cursor there; it is hidden in frames that nobody places it in. A place outside of this canvas
     * is moved to its nearest cell.
     */
    public void cursor(int column, int row) {
        if (!area.isEmpty()) {
            surface.placeCursor(
                    area.column() + Math.max(0, Math.min(area.columns() - 1, column)),
                    area.row() + Math.max(0, Math.min(area.rows() - 1, row)));
        }
    }

    /** Takes the cursor back, wherever it was put: for what lies over the one who put it there. */
    public void hideCursor() {
        surface.hideCursor();
    }

    /**
     * Says that the lines of this box may have moved up or down since the frame before. The terminal is then told to
     * scroll, if that costs fewer octets than drawing again. Only a hint: nothing looks different without it.
     */
    public void mayHaveScrolled(Box box) {
        Box inside = box.intersect(bounds());
        if (!inside.isEmpty()) {
            surface.mayHaveScrolled(inside.moved(area.column(), area.row()));
        }
    }

    private void put(int column, int row, String cluster, int columns, Style style) {
        if (column >= 0 && column < area.columns() && row >= 0 && row < area.rows()) {
            surface.put(area.column() + column, area.row() + row, visible(cluster), columns == 2, style);
        }
    }

    /** Control characters and marks without a letter would spoil other cells. None should come this far. */
    private static String visible(String cluster) {
        char first = cluster.charAt(0);
        if (Character.isISOControl(first)) {
            return first == '\n' || first == '\t' ? " " : "\uFFFD";
        }
        return Columns.of(cluster.codePointAt(0)) == 0 ? "\u25CC" + cluster : cluster;
    }
}
