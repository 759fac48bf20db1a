package io.naru.relay.net;

import java.nio.ByteBuffer;

/**
 * Octets on their way to one or many sockets, counted by those who hold them. Those of a pool are filled once from
 * front to end and go back to their pool when nobody holds them; a private one is a copy made for one slow reader.
 *
 * <p>Threading: confined to the loop.
 */
final class Chunk {
    private final ChunkPool pool;
    private final ByteBuffer octets;
    private final boolean isPrivate;
    private int filledOctets;
    private int holders = 1;

    private Chunk(ChunkPool pool, ByteBuffer octets, boolean isPrivate) {
        this.pool = pool;
        this.octets = octets;
        this.isPrivate = isPrivate;
    }

    /** An empty chunk, held by the caller. */
    static Chunk shared(ChunkPool pool, int sizeOctets) {
        return new Chunk(pool, ByteBuffer.allocateDirect(sizeOctets), false);
    }

    /** A full chunk, held by the caller. */
    static Chunk copied(ChunkPool pool, byte[] octets) {
        Chunk chunk = new Chunk(pool, ByteBuffer.wrap(octets), true);
        chunk.filledOctets = octets.length;
        return chunk;
    }

    boolean isPrivate() {
        return isPrivate;
    }

    int sizeOctets() {
        return octets.capacity();
    }

    int filledOctets() {
        return filledOctets;
    }

    int freeOctets() {
        return octets.capacity() - filledOctets;
    }

    /** Whether the one who asks is the only holder. */
    boolean isHeldOnce() {
        return holders == 1;
    }

    void hold() {
        holders++;
    }

    void release() {
        holders--;
        if (holders == 0) {
            pool.onReleased(this);
        }
    }

    /** Makes an unheld or once-held chunk empty. */
    void reset() {
        filledOctets = 0;
        holders = 1;
    }

    void append(byte[] source, int from, int count) {
        octets.limit(octets.capacity());
        octets.put(filledOctets, source, from, count);
        filledOctets += count;
    }

    /** The chunk's own buffer set to a range: good until the next call, for a single write. */
    ByteBuffer range(int from, int to) {
        return octets.limit(to).position(from);
    }

    /** A buffer of its own for a range, for gathering writes. */
    ByteBuffer rangeCopy(int from, int to) {
        return octets.duplicate().limit(to).position(from);
    }

    void copyTo(byte[] target, int at, int from, int to) {
        octets.limit(octets.capacity());
        octets.get(from, target, at, to - from);
    }
}
