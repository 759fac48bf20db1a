package io.naru.client.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * Events on their way to one owner. It holds a bounded number of them, with a bounded number of characters in them:
 * whoever posts to a full one waits, so that a flood is slowed down at its source. The owner itself never waits.
 *
 * <p>Threading: anybody may post and wake; one thread takes and waits.
 *
 * @param <E> the events
 */
final class Mailbox<E> {
    private final int eventsMax;
    private final long charactersMax;
    private final ToLongFunction<? super E> charactersOf;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition taken = lock.newCondition();

    // Guarded by lock.
    private final Deque<E> events = new ArrayDeque<>();
    private long characters;
    private boolean woken;
    private boolean closed;
    private Thread owner;

    /**
     * An empty one.
     *
     * @param eventsMax how many events there may be
     * @param charactersMax how many characters they may hold; full once there are as many
     * @param charactersOf how many an event holds
     */
    Mailbox(int eventsMax, long charactersMax, ToLongFunction<? super E> charactersOf) {
        this.eventsMax = eventsMax;
        this.charactersMax = charactersMax;
        this.charactersOf = charactersOf;
    }

    /** Says which thread takes the events out and so must not wait for itself. */
    void ownedBy(Thread newOwner) {
        lock.lock();
        try {
            owner = newOwner;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an event, waiting for room unless called by the owner. Dropped once closed. */
    void post(E event) {
        lock.lock();
        try {
            while (isFull() && !closed && Thread.currentThread() != owner) {
                taken.awaitUninterruptibly();
            }
            if (!closed) {
                events.add(event);
                characters += charactersOf.applyAsLong(event);
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the owner's present or next wait. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Moves everything that waits to the list, in order of arrival. */
    void takeAll(List<E> target) {
        lock.lock();
        try {
            target.addAll(events);
            events.clear();
            characters = 0;
            woken = false;
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is an event, somebody wakes, or the time is over. */
    void await(long timeoutNanos) throws InterruptedException {
        lock.lock();
        try {
            long remaining = timeoutNanos;
            while (events.isEmpty() && !woken && remaining > 0) {
                if (remaining == Long.MAX_VALUE) {
                    arrived.await();
                } else {
                    remaining = arrived.awaitNanos(remaining);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return events.size() >= eventsMax || characters >= charactersMax;
    }

    /** Drops all events, present and future; nobody waits for room any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
