package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import java.io.IOException;

/**
 * What an {@link Errand} does that takes more than one question, and goes on over a break of the link.
 *
 * <p>Threading: called by the thread that runs the errand.
 */
interface Task {
    /**
     * There is a link, perhaps not the first one: what was asked over the one before is to be asked again.
     *
     * @throws IOException if the task can't be done over this link; the message is a sentence
     */
    void onUp(Engine engine, EngineEvent.LinkUp up) throws IOException;

    /**
     * The engine tells something.
     *
     * @return whether the task got any further by it
     * @throws IOException if the task can't be done; the message is a sentence
     */
    boolean onEvent(EngineEvent event) throws IOException;

    /** Something outside of the engine happened that the task may have been waiting for. */
    default void onPoke() throws IOException {}

    /** Whether it waits for the relay, and not for something else or nothing. */
    boolean isWaiting();

    /** Whether all is done. */
    boolean isDone();
}
