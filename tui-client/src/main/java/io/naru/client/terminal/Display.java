package io.naru.client.terminal;

import io.naru.client.view.Painter;
import java.io.IOException;

/**
 * Where frames are shown.
 *
 * <p>Threading: everything but {@link #close} and {@link #wakeWith} belongs to the thread that draws.
 */
public interface Display extends AutoCloseable {
    /** Whether a frame is still on its way, so that another one would have to wait. */
    boolean isBusy();

    /** Whether something happened to the display that only a new frame mends. */
    boolean needsFrame();

    /**
     * Shows a frame; doesn't wait until it is on the screen.
     *
     * @throws IOException when the display is gone
     */
    void draw(Painter painter) throws IOException;

    /**
     * Says what to call, on any thread, whenever {@link #isBusy} or {@link #needsFrame} may have changed.
     *
     * @param wake must be short
     */
    void wakeWith(Runnable wake);

    /** Brings everything back to how it was before; does nothing when that was done already. */
    @Override
    void close();
}
