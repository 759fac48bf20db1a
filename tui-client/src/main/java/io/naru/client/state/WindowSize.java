package io.naru.client.state;

/**
 * How large the terminal's window is.
 *
 * @param columns 1 or more
 * @param rows 1 or more
 */
public record WindowSize(int columns, int rows) {
    /** Anything less than 1 is taken as 1: some terminals say 0 for a moment. */
    public WindowSize {
        columns = Math.max(1, columns);
        rows = Math.max(1, rows);
    }
}
