package io.naru.client.state;

/**
 * Which part of a room's lines is shown: either always the newest, or from a certain line on, which stays where it is
 * while new ones come.
 *
 * @param isAtBottom whether the newest line stands at the bottom; the rest means nothing then
 * @param topLine number of the line at the top
 * @param skippedRows how many rows of that line are above the top; may be more than it has after the window changed
 */
public record Scroll(boolean isAtBottom, long topLine, int skippedRows) {
    /** Shows the newest lines. */
    public static final Scroll BOTTOM = new Scroll(true, 0, 0);

    /** Shows the lines from this one on, without its first rows. */
    public static Scroll from(long topLine, int skippedRows) {
        return new Scroll(false, topLine, skippedRows);
    }
}
