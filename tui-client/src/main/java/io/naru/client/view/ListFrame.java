package io.naru.client.view;

import java.util.List;

/**
 * A list that lies over the panes: a frame with a title and a word at its bottom, or where there is no room for borders
 * a row with both.
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class ListFrame {
    private final Box frame;
    private final boolean hasFrame;
    private final Box inside;

    /** One whose rows keep clear of the frame themselves, by a column. */
    ListFrame(Panes panes, int columnsMax) {
        this(panes, columnsMax, 1);
    }

    /**
     * One in the middle of the panes.
     *
     * @param columnsMax with the frame
     * @param edgeColumns on either side, the frame's own among them, where there is one
     */
    ListFrame(Panes panes, int columnsMax, int edgeColumns) {
        Box room = panes.middle();
        hasFrame = panes.hasBorders() && room.rows() > 4;
        int edge = hasFrame ? edgeColumns : 0;
        int width = Math.min(room.columns(), columnsMax);
        frame = new Box((room.columns() - width) / 2, room.row(), width, room.rows());
        int titleRows = hasFrame ? 2 : room.rows() > 1 ? 1 : 0;
        inside = new Box(
                frame.column() + edge,
                frame.row() + Math.min(1, titleRows),
                Math.max(1, width - 2 * edge),
                Math.max(0, room.rows() - titleRows));
    }

    /** How many items are seen at a time. */
    int rows() {
        return inside.rows();
    }

    /** How wide the items may be. */
    int columns() {
        return inside.columns();
    }

    /** Draws all but the items; gives the canvas for those. */
    Canvas open(Canvas canvas, String title, String place) {
        Canvas box = canvas.region(frame);
        box.clear();
        if (hasFrame) {
            box.frame(box.bounds(), box.style(Role.BORDER_FOCUSED));
            box.text(1, 0, " " + TextLayout.clipWithEllipsis(title, box.columns() - 4) + " ", Role.TITLE_FOCUSED);
            String below = place.isEmpty() ? "" : " " + TextLayout.clipWithEllipsis(place, box.columns() - 6) + " ";
            box.textEndingAt(box.columns() - 2, box.rows() - 1, below, box.style(Role.MUTED));
        } else if (frame.rows() > inside.rows()) {
            int columns = box.columns() - TextLayout.columns(place) - 2;
            box.text(0, 0, TextLayout.clipWithEllipsis(title, Math.max(1, columns)), Role.TITLE_FOCUSED);
            box.textEndingAt(box.columns(), 0, place, box.style(Role.MUTED));
        }
        return canvas.region(inside);
    }

    /** Words in place of items. */
    static void say(Canvas page, String words, Role role) {
        List<String> lines = TextLayout.wrap(words, Math.max(1, page.columns() - 2));
        for (int row = 0; row < Math.min(lines.size(), page.rows()); row++) {
            page.text(1, row, lines.get(row), role);
        }
    }
}
