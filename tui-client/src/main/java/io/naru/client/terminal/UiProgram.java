package io.naru.client.terminal;

import io.naru.client.view.Canvas;
import java.util.OptionalInt;

/**
 * What the {@link UiLoop} runs: state that changes by events and can be drawn.
 *
 * <p>Threading: all methods but {@link #characters} are called on the loop's thread, none may block.
 *
 * @param <E> what can happen
 */
public interface UiProgram<E> {
    /** Something happened. */
    Redraw onEvent(E event);

    /**
     * About how many characters an event holds in memory, so that what waits for the loop can be bounded by it. Called by
     * whoever posts.
     */
    default long characters(E event) {
        return 0;
    }

    /**
     * The time asked for by {@link #nextTimeNanos} has come.
     *
     * @param nowNanos of the loop's clock
     */
    default Redraw onTime(long nowNanos) {
        return Redraw.NONE;
    }

    /** When {@link #onTime} wants to be called, by the loop's clock; {@link Long#MAX_VALUE} for not at all. */
    default long nextTimeNanos() {
        return Long.MAX_VALUE;
    }

    /** Draws the whole screen. */
    void draw(Canvas canvas);

    /** The status that the process is to exit with; empty as long as the program goes on. */
    OptionalInt exitStatus();
}
