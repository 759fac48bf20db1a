package io.naru.client.app;

import io.naru.client.update.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps events in their order until the loop that handles them is there: the terminal and the engine start before it.
 *
 * <p>Threading: any thread.
 */
final class EventGate implements Consumer<Event> {
    private final List<Event> waiting = new ArrayList<>();
    private volatile Consumer<Event> target;

    @Override
    public void accept(Event event) {
        Consumer<Event> open = target;
        if (open == null) {
            synchronized (this) {
                open = target;
                if (open == null) {
                    waiting.add(event);
                    return;
                }
            }
        }
        open.accept(event);
    }

    /** Passes on what waits, and everything that comes from now on. */
    synchronized void open(Consumer<Event> newTarget) {
        waiting.forEach(newTarget);
        waiting.clear();
        target = newTarget;
    }
}
