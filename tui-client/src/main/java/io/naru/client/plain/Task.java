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
    /** The engine hasn't been told to connect yet: what others may ask for as soon as there is a link is to be there. */
    default void begin(Engine engine) {}

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

    /**
     * Nothing has got any further for so long that the errand gives up. Who returns from here has told what isn't done.
     *
     * @param lost why there is no link, as a sentence; empty if there is one
     * @param gaveUp what to put behind the sentence that says what isn't done: for how long it was tried
     * @throws IOException if there is nothing else to say than that it can't be done; the message is a sentence
     */
    default void onTooLate(String lost, String gaveUp) throws IOException {
        throw new IOException((lost.isEmpty() ? "The relay doesn't answer." : lost) + gaveUp);
    }

    /** Whether it waits for the relay, and not for something else or nothing. */
    boolean isWaiting();

    /** Whether all is done. */
    boolean isDone();
}
