package io.naru.client.view;

/**
 * A rectangle of cells; columns grow to the right, rows downwards, both from 0.
 *
 * @param column leftmost column
 * @param row topmost row
 * @param columns width in columns, 0 for an empty box
 * @param rows height in rows, 0 for an empty box
 */
public record Box(int column, int row, int columns, int rows) {
    /** Refuses negative sizes. */
    public Box {
        if (columns < 0 || rows < 0) {
            throw new IllegalArgumentException("A box of " + columns + "x" + rows + " cells");
        }
    }

    /** The box of the given size whose top left cell is the origin. */
    public static Box ofSize(int columns, int rows) {
        return new Box(0, 0, columns, rows);
    }

    /** The first column right of this box. */
    public int endColumn() {
        return column + columns;
    }

    /** The first row below this box. */
    public int endRow() {
        return row + rows;
    }

    /** Whether there is no cell in this box. */
    public boolean isEmpty() {
        return columns == 0 || rows == 0;
    }

    /** Whether the cell lies in this box. */
    public boolean contains(int cellColumn, int cellRow) {
        return cellColumn >= column && cellColumn < endColumn() && cellRow >= row && cellRow < endRow();
    }

    /** The cells that both boxes have; an empty box when they have none in common. */
    public Box intersect(Box other) {
        int left = Math.max(column, other.column);
        int top = Math.max(row, other.row);
        int right = Math.min(endColumn(), other.endColumn());
        int bottom = Math.min(endRow(), other.endRow());
        return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /** This box moved by so many columns and rows. */
    public Box moved(int byColumns, int byRows) {
        return new Box(column + byColumns, row + byRows, columns, rows);
    }

    /** This box without {@code cells} columns and rows on each side; empty when nothing is left. */
    public Box inset(int cells) {
        return new Box(column + cells, row + cells, Math.max(0, columns - 2 * cells), Math.max(0, rows - 2 * cells));
    }
}
