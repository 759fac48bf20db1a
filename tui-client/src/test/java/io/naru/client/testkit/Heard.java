package io.naru.client.testkit;

import io.naru.client.event.EngineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an engine has told, for tests to wait on.
 *
 * <p>Threading: any thread.
 */
public final class Heard implements EngineEvent.Sink {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<EngineEvent> events = new ArrayList<>();
    private int seen;

    @Override
    public synchronized void post(EngineEvent event) {
        events.add(event);
        notifyAll();
    }

    /** All so far. */
    public synchronized List<EngineEvent> all() {
        return List.copyOf(events);
    }

    /** All of a kind so far. */
    public synchronized <E extends EngineEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The next event of a kind behind those that were awaited, waiting for it if need be. */
    public <E extends EngineEvent> E await(Class<E> kind) {
        return await(kind, any -> true);
    }

    /** The next event of a kind that fits. What stands before it counts as seen. */
    public synchronized <E extends EngineEvent> E await(Class<E> kind, Predicate<E> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (seen < events.size()) {
                EngineEvent event = events.get(seen);
                seen++;
                if (kind.isInstance(event) && fits.test(kind.cast(event))) {
                    return kind.cast(event);
                }
            }
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new AssertionError("no such " + kind.getSimpleName() + " came; what came: " + events);
            }
            waitFor(leftMillis);
        }
    }

    private void waitFor(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
