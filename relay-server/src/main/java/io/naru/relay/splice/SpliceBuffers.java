package io.naru.relay.splice;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Memory for what waits in one direction of a way. It lies outside the heap, where only the collector would free it, so it
 * is kept and used again.
 *
 * <p>Threading: confined to the thread that moves octets.
 */
final class SpliceBuffers {
    /** What may wait in one direction. */
    static final int BUFFER_OCTETS = 128 * 1024;

    private static final int MOST_FREE = 64;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    ByteBuffer take() {
        ByteBuffer kept = free.poll();
        return kept == null ? ByteBuffer.allocateDirect(BUFFER_OCTETS) : kept.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (free.size() < MOST_FREE) {
            free.push(buffer);
        }
    }
}
