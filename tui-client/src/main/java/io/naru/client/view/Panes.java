package io.naru.client.view;

/**
 * Where everything lies in one frame; a box is empty when its pane isn't to be seen. The box of a list has room for its
 * items and for the rows below them, which tell of a filter or a fault. Titles stand in the row above a box.
 *
 * @param hasBorders whether there are borders
 * @param isOneAtATime whether the window has room for one pane only
 * @param window all of the window
 * @param status the line at the top
 * @param content all that lies between the status line and the strip or the composer, without the outer border
 * @param chat the lines of the room
 * @param users who is online
 * @param files somebody's files
 * @param queue the Queue window
 * @param strip the rows of the running transfers
 * @param composer where one writes; the search of the chat stands there too
 * @param keys the line at the bottom
 */
record Panes(
        boolean hasBorders,
        boolean isOneAtATime,
        Box window,
        Box status,
        Box content,
        Box chat,
        Box users,
        Box files,
        Box queue,
        Box strip,
        Box composer,
        Box keys) {
    /** Nowhere. */
    static final Box NONE = Box.ofSize(0, 0);

    /** What overlays may cover: everything but the status line and the key line. */
    Box middle() {
        int rows = window.rows() - status.rows() - keys.rows();
        return new Box(0, status.rows(), window.columns(), Math.max(0, rows));
    }

    /** The chat's box without the blanks beside its lines. */
    Box chatLines() {
        return padded(chat);
    }

    /** The composer's box without the blanks beside its text. */
    Box composerText() {
        return padded(composer);
    }

    /** Text keeps clear of the borders where the window can afford it. */
    private Box padded(Box box) {
        boolean isPadded = hasBorders && !isOneAtATime && box.columns() > 2;
        return isPadded ? new Box(box.column() + 1, box.row(), box.columns() - 2, box.rows()) : box;
    }

    /** Whether the row above the box is there for its title. */
    boolean hasTitle(Box pane) {
        return !pane.isEmpty() && (hasBorders || pane.row() > content.row());
    }

    /** Whether there is a place for what goes on with transfers: rows, the border below the chat, or the queue. */
    boolean showsTransfers() {
        return !strip.isEmpty() || !queue.isEmpty() || (hasBorders && !chat.isEmpty());
    }

    /** Whether panes lie beside the chat. */
    boolean hasSide() {
        return !chat.isEmpty() && chat.columns() < content.columns();
    }

    /** The column between the chat and what lies beside it. */
    int divider() {
        return chat.endColumn();
    }
}
