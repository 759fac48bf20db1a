package io.naru.relay.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import tlschannel.BufferAllocator;

/**
 * Memory for TLS records on their way in and out, each large enough for any record. A connection borrows it while it
 * has half a record, or one that the socket didn't take, and for the length of a call otherwise.
 *
 * <p>Those that are used again and again are the heap's, on which the ciphers of the JDK work twice as fast; a socket's
 * write copies them once more, which costs less. Whoever opens many connections and sends half a record on each can
 * have much memory taken: the next ones are direct, and past a bound each is no longer than is needed.
 *
 * <p>Threading: confined to the loop.
 */
final class RecordBuffers implements BufferAllocator {
    /** The largest record with what the library asks for beside it. */
    static final int BUFFER_OCTETS = 17 * 1024;

    private static final int MAX_HEAP_BUFFERS = 64;
    private static final int MAX_DIRECT_BUFFERS = 1024;

    /** How many connections may hold gathered records that their sockets didn't take, before nobody gathers. */
    private static final int MAX_LEFT = 256;

    /** Where the records of one connection are gathered, in the course of one call; two of the largest. */
    final ByteBuffer gathered = ByteBuffer.allocateDirect(2 * BUFFER_OCTETS);

    private final ArrayDeque<ByteBuffer> freeHeap = new ArrayDeque<>();
    private final ArrayDeque<ByteBuffer> freeDirect = new ArrayDeque<>();
    private final Set<ByteBuffer> lentHeap = Collections.newSetFromMap(new IdentityHashMap<>());
    private int lentDirect;
    private int lent;
    private int left;

    @Override
    public ByteBuffer allocate(int leastOctets) {
        lent++;
        if (leastOctets > BUFFER_OCTETS) {
            return ByteBuffer.allocate(leastOctets);
        }
        if (lentHeap.size() < MAX_HEAP_BUFFERS) {
            ByteBuffer kept = freeHeap.poll();
            ByteBuffer buffer = kept == null ? ByteBuffer.allocate(BUFFER_OCTETS) : kept.clear();
            lentHeap.add(buffer);
            return buffer;
        }
        if (lentDirect == MAX_DIRECT_BUFFERS) {
            return ByteBuffer.allocate(leastOctets);
        }
        lentDirect++;
        ByteBuffer buffer = freeDirect.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_OCTETS) : buffer.clear();
    }

    @Override
    public void free(ByteBuffer buffer) {
        lent--;
        if (buffer.isDirect()) {
            lentDirect--;
            if (freeDirect.size() < MAX_HEAP_BUFFERS) {
                freeDirect.push(buffer);
            }
        } else if (lentHeap.remove(buffer)) {
            freeHeap.push(buffer);
        }
    }

    /** Whether records may be gathered now. */
    boolean mayGather() {
        return left < MAX_LEFT;
    }

    /** A connection holds gathered records that its socket didn't take. */
    void onLeft() {
        left++;
    }

    /** It doesn't any more. */
    void onLeftGone() {
        left--;
    }

    /** How many are lent now. */
    int lent() {
        return lent;
    }
}
