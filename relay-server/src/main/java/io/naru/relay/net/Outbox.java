package io.naru.relay.net;

import java.nio.ByteBuffer;

/**
 * What waits to be sent to one reader, and whether that is too much.
 *
 * <p>Threading: confined to the loop.
 */
final class Outbox {
    private final SendQueue queue;
    private final QueueLimits limits;
    private boolean isOverflowing;
    private boolean wasCongested;

    /** Nothing waits. */
    Outbox(ByteBuffer[] scratch, QueueLimits limits) {
        this.queue = new SendQueue(scratch);
        this.limits = limits;
    }

    SendQueue queue() {
        return queue;
    }

    /** Adds something, unless so much waits that this is lost. */
    void add(Span span) {
        if (queue.octets() > limits.connectionOctets()) {
            isOverflowing = true;
        } else {
            queue.add(span);
        }
    }

    /** Whether something was lost. */
    boolean isOverflowing() {
        return isOverflowing;
    }

    /** Whether more than half of what may wait does; that it once did is remembered. */
    boolean isCongested() {
        boolean isCongested = queue.octets() > limits.connectionOctets() / 2;
        wasCongested |= isCongested;
        return isCongested;
    }

    /** Whether less than a quarter waits for the first time since more than half was found to. */
    boolean hasDrained() {
        boolean hasDrained = wasCongested && queue.octets() < limits.connectionOctets() / 4;
        if (hasDrained) {
            wasCongested = false;
        }
        return hasDrained;
    }

    boolean hasRoomFor(int octets) {
        return queue.isEmpty() || queue.octets() + octets <= limits.connectionOctets() / 4L * 3;
    }
}
