package io.naru.relay.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import tlschannel.BufferAllocator;

/**
 * Memory for TLS records on their way in and out, each large enough for any record. A connection borrows it while it
 * has half a record, or one that the socket didn't take, and for the length of a call otherwise.
 *
 * <p>Direct memory is as scarce as the heap, and whoever opens many connections and sends half a record on each can
 * have much of it taken: past a bound it is the heap's, and no more than is needed.
 *
 * <p>Threading: confined to the loop.
 */
final class RecordBuffers implements BufferAllocator {
    /** The largest record with what the library asks for beside it. */
    static final int BUFFER_OCTETS = 17 * 1024;

    private static final int KEPT_BUFFERS = 64;
    private static final int MAX_DIRECT_BUFFERS = 1024;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private int lentDirect;
    private int lent;

    @Override
    public ByteBuffer allocate(int leastOctets) {
        lent++;
        if (leastOctets > BUFFER_OCTETS || lentDirect == MAX_DIRECT_BUFFERS) {
            return ByteBuffer.allocate(leastOctets);
        }
        lentDirect++;
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_OCTETS) : buffer.clear();
    }

    @Override
    public void free(ByteBuffer buffer) {
        lent--;
        if (buffer.isDirect()) {
            lentDirect--;
            if (free.size() < KEPT_BUFFERS) {
                free.push(buffer);
            }
        }
    }

    /** How many are lent now. */
    int lent() {
        return lent;
    }
}
