package io.naru.client.view;

/**
 * Draws a whole frame.
 *
 * <p>Threading: called on the thread that owns the screen.
 */
@FunctionalInterface
public interface Painter {
    /**
     * Draws everything. The canvas is blank, of the terminal's present size, and must not be kept.
     *
     * @param canvas where to draw; may be as small as 1x1
     */
    void paint(Canvas canvas);
}
