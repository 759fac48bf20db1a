package io.naru.relay.net;

import java.util.Arrays;

/**
 * Timers, the earliest first: a binary heap in which every timer knows its place, so that cancelling one doesn't
 * search.
 *
 * <p>Threading: confined to the loop.
 */
final class TimerQueue {
    private Timer[] heap = new Timer[64];
    private int size;

    Timer add(long deadlineNanos, Runnable task) {
        Timer timer = new Timer(this, deadlineNanos, task);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        put(timer, size);
        size++;
        rise(timer);
        return timer;
    }

    void remove(Timer timer) {
        int hole = timer.place;
        if (hole == Timer.NOT_QUEUED) {
            return;
        }
        timer.place = Timer.NOT_QUEUED;
        size--;
        Timer last = heap[size];
        heap[size] = null;
        if (last != timer) {
            put(last, hole);
            rise(last);
            sink(last);
        }
    }

    int size() {
        return size;
    }

    /** Nanoseconds until the earliest deadline, 0 if it has passed; {@code Long.MAX_VALUE} if there is no timer. */
    long nanosUntilDue(long nowNanos) {
        return size == 0 ? Long.MAX_VALUE : Math.max(0, heap[0].deadlineNanos() - nowNanos);
    }

    /** The earliest timer that is due, taken out; null if none is. */
    Timer pollDue(long nowNanos) {
        if (size == 0 || heap[0].deadlineNanos() - nowNanos > 0) {
            return null;
        }
        Timer due = heap[0];
        remove(due);
        return due;
    }

    private void put(Timer timer, int place) {
        heap[place] = timer;
        timer.place = place;
    }

    private void rise(Timer timer) {
        int place = timer.place;
        while (place > 0) {
            Timer parent = heap[(place - 1) / 2];
            if (!timer.isBefore(parent)) {
                break;
            }
            int up = parent.place;
            put(parent, place);
            place = up;
        }
        put(timer, place);
    }

    private void sink(Timer timer) {
        int place = timer.place;
        while (place * 2 + 1 < size) {
            Timer child = heap[place * 2 + 1];
            if (place * 2 + 2 < size && heap[place * 2 + 2].isBefore(child)) {
                child = heap[place * 2 + 2];
            }
            if (!child.isBefore(timer)) {
                break;
            }
            int down = child.place;
            put(child, place);
            place = down;
        }
        put(timer, place);
    }
}
