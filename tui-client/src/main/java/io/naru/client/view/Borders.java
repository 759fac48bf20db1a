package io.naru.client.view;

/**
 * The lines between the panes, drawn before the titles are put into them.
 *
 * <p>Threading: stateless.
 */
final class Borders {
    private Borders() {}

    /** Draws them all. */
    static void draw(Panes panes, Canvas canvas) {
        Style style = canvas.style(Role.BORDER);
        if (panes.hasBorders()) {
            drawFrame(panes, canvas, style);
        }
        if (panes.hasSide()) {
            drawDivider(panes, canvas, style);
        }
    }

    private static void drawFrame(Panes panes, Canvas canvas, Style style) {
        int right = panes.window().columns() - 1;
        int top = panes.content().row() - 1;
        int end = panes.keys().isEmpty() ? panes.window().rows() : panes.keys().row();
        canvas.horizontalLine(1, top, right - 1, style);
        canvas.verticalLine(0, top + 1, end - top - 1, style);
        canvas.verticalLine(right, top + 1, end - top - 1, style);
        canvas.text(0, top, "┌", style);
        canvas.text(right, top, "┐", style);
        if (!panes.strip().isEmpty()) {
            drawSeparator(panes.strip().row() - 1, 0, right, canvas, style);
        }
        if (!panes.composer().isEmpty()) {
            drawSeparator(panes.composer().row() - 1, 0, right, canvas, style);
        }
    }

    private static void drawDivider(Panes panes, Canvas canvas, Style style) {
        int column = panes.divider();
        Box content = panes.content();
        canvas.verticalLine(column, content.row(), content.rows(), style);
        if (!panes.hasBorders()) {
            return;
        }
        canvas.text(column, content.row() - 1, "┬", style);
        canvas.text(column, content.endRow(), "┴", style);
        if (!panes.users().isEmpty() && !panes.files().isEmpty()) {
            int right = panes.window().columns() - 1;
            drawSeparator(panes.files().row() - 1, column, right, canvas, style);
        }
    }

    private static void drawSeparator(int row, int left, int right, Canvas canvas, Style style) {
        canvas.horizontalLine(left + 1, row, right - left - 1, style);
        canvas.text(left, row, "├", style);
        canvas.text(right, row, "┤", style);
    }

    /** Writes a title into the row above a pane. */
    static void drawTitle(Panes panes, Box pane, String title, boolean hasFocus, Canvas canvas) {
        if (!panes.hasTitle(pane)) {
            return;
        }
        Canvas row = canvas.region(new Box(pane.column(), pane.row() - 1, pane.columns(), 1));
        if (panes.hasBorders() && hasFocus) {
            row.restyle(row.bounds(), canvas.style(Role.BORDER_FOCUSED));
        }
        int blanks = panes.hasBorders() ? 2 : 0;
        String clipped = TextLayout.clipWithEllipsis(title, pane.columns() - blanks - 1);
        if (clipped.isEmpty()) {
            return;
        }
        String shown = panes.hasBorders() ? " " + clipped + " " : clipped;
        row.text(0, 0, shown, hasFocus ? Role.TITLE_FOCUSED : Role.TITLE);
    }
}
