package io.naru.client.link;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames on their way to the relay, bounded in octets. Short messages are offered and never wait; long runs are put
 * and wait until most of the queue has gone, so that a message of the first kind always finds room.
 *
 * <p>Threading: any thread offers and puts, one takes.
 */
final class Outbox {
    static final int LIMIT_OCTETS = 1 << 20;
    static final int PUT_BELOW_OCTETS = 64 << 10;
    private static final int BATCH_OCTETS = 64 << 10;

    private final Deque<byte[]> frames = new ArrayDeque<>();
    private int queuedOctets;
    private boolean isFinished;
    private boolean isClosed;

    /** Queues a frame if there is room for it. */
    synchronized boolean offer(byte[] frame) {
        if (isFinished || isClosed || queuedOctets + frame.length > LIMIT_OCTETS) {
            return false;
        }
        add(frame);
        return true;
    }

    /**
     * Queues a frame once little waits.
     *
     * @return false if the connection has ended
     */
    synchronized boolean put(byte[] frame) throws InterruptedException {
        while (!isFinished && !isClosed && queuedOctets > PUT_BELOW_OCTETS) {
            wait();
        }
        return offer(frame);
    }

    /**
     * Takes what waits, up to a bound, waiting for the first frame.
     *
     * @return whole frames, one behind the other; null when nothing will come any more
     */
    synchronized byte[] take() throws InterruptedException {
        while (frames.isEmpty() && !isFinished && !isClosed) {
            wait();
        }
        if (isClosed || frames.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        while (!frames.isEmpty() && (batch.size() == 0 || batch.size() + frames.peek().length <= BATCH_OCTETS)) {
            batch.writeBytes(frames.remove());
        }
        queuedOctets -= batch.size();
        notifyAll();
        return batch.toByteArray();
    }

    /** Takes no more; what waits still goes. */
    synchronized void finish() {
        isFinished = true;
        notifyAll();
    }

    /** Drops everything, and wakes everyone. */
    synchronized void close() {
        isClosed = true;
        frames.clear();
        notifyAll();
    }

    private void add(byte[] frame) {
        frames.add(frame);
        queuedOctets += frame.length;
        notifyAll();
    }
}
