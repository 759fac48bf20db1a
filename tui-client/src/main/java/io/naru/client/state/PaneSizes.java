package io.naru.client.state;

/**
 * How many rows each pane has for its items: borders, titles, filter rows and headings not counted. 0 for a pane that
 * isn't to be seen.
 *
 * @param chatRows of the chat
 * @param usersRows of the list of users
 * @param filesRows of the files
 * @param queueRows of the Queue window
 * @param overlayRows of the help or details
 */
public record PaneSizes(int chatRows, int usersRows, int filesRows, int queueRows, int overlayRows) {
    /**
     * Measures what only the one who draws knows, so that a page down is a page down. Pure: the same for the same
     * state.
     */
    public interface Measure {
        /** The rows of all panes, as they'd be drawn now. */
        PaneSizes sizes(AppState state);

        /** How many rows a line of the shown room takes in the chat; 0 for one that isn't shown. */
        int rowsOf(AppState state, Line line);
    }
}
