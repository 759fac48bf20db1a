package io.naru.relay.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;

/**
 * What one connection is still to be sent: ranges of chunks, in order. A range that follows directly on the last one
 * only makes that one longer. Empty, it is a few words of memory and holds no chunk.
 *
 * <p>Threading: confined to the loop.
 */
final class SendQueue {
    /** How many ranges one write takes; what is past them waits for the next turn. */
    static final int MAX_RANGES = 256;

    private static final int MAX_PRIVATE_OCTETS = 64 * 1024;

    private final ByteBuffer[] scratch;

    private ArrayDeque<Range> older;
    private Chunk lastChunk;
    private int lastFrom;
    private int lastTo;
    private long octets;

    private static final class Range {
        private final Chunk chunk;
        private final int to;
        private int from;

        private Range(Chunk chunk, int from, int to) {
            this.chunk = chunk;
            this.from = from;
            this.to = to;
        }
    }

    /**
     * An empty queue.
     *
     * @param scratch {@link #MAX_RANGES} places, shared by all queues of a loop
     */
    SendQueue(ByteBuffer[] scratch) {
        this.scratch = scratch;
    }

    long octets() {
        return octets;
    }

    boolean isEmpty() {
        return lastChunk == null;
    }

    void add(Span span) {
        for (Span part = span; part != null; part = part.next) {
            octets += part.to - part.from;
            if (part.chunk == lastChunk && part.from == lastTo) {
                lastTo = part.to;
            } else {
                addRange(part.chunk, part.from, part.to);
                part.chunk.hold();
            }
        }
    }

    private void addRange(Chunk chunk, int from, int to) {
        if (lastChunk != null) {
            if (older == null) {
                older = new ArrayDeque<>(4);
            }
            older.add(new Range(lastChunk, lastFrom, lastTo));
        }
        lastChunk = chunk;
        lastFrom = from;
        lastTo = to;
    }

    /**
     * Sends what the channel takes, in one write.
     *
     * @return how many octets that was
     */
    long writeTo(GatheringByteChannel channel) throws IOException {
        if (lastChunk == null) {
            return 0;
        }
        long written = older == null
                ? channel.write(lastChunk.range(lastFrom, writeEnd(lastChunk, lastFrom, lastTo)))
                : gather(channel);
        consume(written);
        return written;
    }

    private long gather(GatheringByteChannel channel) throws IOException {
        int count = 0;
        for (Range range : older) {
            if (count == MAX_RANGES) {
                break;
            }
            scratch[count++] = range.chunk.rangeCopy(range.from, writeEnd(range.chunk, range.from, range.to));
            if (range.chunk.isPrivate()) {
                // The JDK copies private chunks once more on their way: not more of them than needed.
                break;
            }
        }
        if (count == older.size()
                && count < MAX_RANGES
                && !older.peekLast().chunk.isPrivate()) {
            scratch[count++] = lastChunk.rangeCopy(lastFrom, writeEnd(lastChunk, lastFrom, lastTo));
        }
        try {
            return channel.write(scratch, 0, count);
        } finally {
            for (int i = 0; i < count; i++) {
                scratch[i] = null;
            }
        }
    }

    private static int writeEnd(Chunk chunk, int from, int to) {
        return chunk.isPrivate() ? Math.min(to, from + MAX_PRIVATE_OCTETS) : to;
    }

    private void consume(long written) {
        octets -= written;
        long left = written;
        while (older != null && left > 0) {
            Range first = older.peek();
            int count = first.to - first.from;
            if (left < count) {
                first.from += (int) left;
                return;
            }
            left -= count;
            older.poll();
            first.chunk.release();
            if (older.isEmpty()) {
                older = null;
            }
        }
        lastFrom += (int) left;
        if (lastFrom == lastTo && older == null) {
            lastChunk.release();
            lastChunk = null;
        }
    }

    /** Copies everything that waits into memory of its own, so that this queue holds no shared chunk any more. */
    void detach(ChunkPool pool) {
        if (lastChunk == null || older == null && lastChunk.isPrivate()) {
            return;
        }
        byte[] copy = new byte[Math.toIntExact(octets)];
        int at = 0;
        if (older != null) {
            for (Range range : older) {
                range.chunk.copyTo(copy, at, range.from, range.to);
                at += range.to - range.from;
            }
        }
        lastChunk.copyTo(copy, at, lastFrom, lastTo);
        clear();
        octets = copy.length;
        lastChunk = pool.copied(copy);
        lastFrom = 0;
        lastTo = copy.length;
    }

    /** Forgets everything. */
    void clear() {
        if (older != null) {
            older.forEach(range -> range.chunk.release());
            older = null;
        }
        if (lastChunk != null) {
            lastChunk.release();
            lastChunk = null;
        }
        octets = 0;
    }
}
