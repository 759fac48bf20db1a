package io.naru.relay.net;

import java.util.ArrayDeque;

/**
 * Memory for output. Chunks that came back are used again; how much is out, shared and private, is counted here, so
 * that readers who don't read can be bounded together.
 *
 * <p>Threading: confined to the loop.
 */
public final class ChunkPool {
    /** The size of a shared chunk. */
    static final int CHUNK_OCTETS = 64 * 1024;

    /**
     * As many as may be shared by default. Direct memory comes back only when the collector happens to look, so what is
     * dropped and taken anew would pile up.
     */
    private static final int KEPT_CHUNKS = 128;

    private final ArrayDeque<Chunk> free = new ArrayDeque<>();
    private final int chunkOctets;
    private long sharedOctets;
    private long privateOctets;
    private long appendedOctets;

    /** An empty pool; memory is taken when it is needed. */
    public ChunkPool() {
        this(CHUNK_OCTETS);
    }

    ChunkPool(int chunkOctets) {
        this.chunkOctets = chunkOctets;
    }

    Chunk take() {
        sharedOctets += chunkOctets;
        Chunk chunk = free.poll();
        if (chunk == null) {
            return Chunk.shared(this, chunkOctets);
        }
        chunk.reset();
        return chunk;
    }

    Chunk copied(byte[] octets) {
        privateOctets += octets.length;
        return Chunk.copied(this, octets);
    }

    void onAppended(int octets) {
        appendedOctets += octets;
    }

    /** Octets that were appended to lanes since the count was reset. */
    long appendedOctets() {
        return appendedOctets;
    }

    void resetAppendedOctets() {
        appendedOctets = 0;
    }

    void onReleased(Chunk chunk) {
        if (chunk.isPrivate()) {
            privateOctets -= chunk.sizeOctets();
            return;
        }
        sharedOctets -= chunk.sizeOctets();
        if (free.size() < KEPT_CHUNKS) {
            free.push(chunk);
        }
    }

    /** Octets of shared chunks that somebody holds. */
    long sharedOctets() {
        return sharedOctets;
    }

    /** Octets of shared and private chunks that somebody holds. */
    long heldOctets() {
        return sharedOctets + privateOctets;
    }
}
