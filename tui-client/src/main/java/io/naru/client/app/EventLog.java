package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TrustEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What an engine tells, for somebody who waits for one thing after the other.
 *
 * <p>Threading: any thread posts, one awaits.
 */
final class EventLog implements EngineEvent.Sink {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void post(EngineEvent event) {
        events.add(event);
    }

    /**
     * The next event of that type that the condition holds for; those before it are passed over.
     *
     * @param what is waited for, for the sentence when it doesn't come
     * @throws NotHeldException if it doesn't come within twenty seconds, or the link ends before
     */
    <E extends EngineEvent> E await(String what, Class<E> type, Predicate<E> condition) throws NotHeldException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            EngineEvent event = next(what, deadline);
            if (type.isInstance(event) && condition.test(type.cast(event))) {
                return type.cast(event);
            }
            if (event instanceof EngineEvent.LinkEnded ended) {
                throw new NotHeldException(what + ": " + ended.sentence());
            }
            if (event instanceof TrustEvent.PasswordWanted wanted) {
                throw new NotHeldException(what + ": a password is wanted. " + wanted.refusal());
            }
        }
    }

    private EngineEvent next(String what, long deadline) throws NotHeldException {
        try {
            EngineEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new NotHeldException(what + ": nothing happened for " + PATIENCE_SECONDS + " seconds");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotHeldException(what + ": interrupted");
        }
    }
}
