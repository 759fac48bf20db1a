package io.naru.client.view;

import io.naru.client.state.Settings.TimeFormat;

/**
 * The columns of the chat. In a wide pane names stand in a column of their own; in a narrow one the name is the
 * beginning of what was said.
 *
 * <pre>
 *   12:04 !alice     thanks, I'll have a look at it        wide
 *   time  mark
 *          name      body
 *
 *   12:04 !alice: thanks, I'll have a                      narrow
 *          look at it
 * </pre>
 *
 * @param timeColumns width of the time; 0 when it isn't shown
 * @param mark the column of the mark
 * @param nameColumns width of the names; 0 when they stand in the text
 * @param body first column of the text
 * @param bodyColumns how wide the text may be
 */
record ChatColumns(int timeColumns, int mark, int nameColumns, int body, int bodyColumns) {
    private static final int NARROW = 44;
    private static final int WITHOUT_TIME = 24;

    /** For a pane of that width. */
    static ChatColumns of(int columns, TimeFormat format) {
        int time = columns < WITHOUT_TIME ? 0 : Times.columns(format);
        int mark = time == 0 ? 0 : time + 1;
        int name = mark + 1;
        if (columns < NARROW) {
            return new ChatColumns(time, mark, 0, name, Math.max(1, columns - name));
        }
        int nameColumns = columns < 64 ? 8 : columns < 120 ? 10 : 14;
        int body = name + nameColumns + 1;
        return new ChatColumns(time, mark, nameColumns, body, columns - body);
    }

    /** First column of the name, and of lines that nobody said. */
    int name() {
        return mark + 1;
    }

    /** How wide a line may be that begins where names do, behind a sign and a blank. */
    int wideColumns() {
        return Math.max(1, bodyColumns + body - name() - 2);
    }
}
