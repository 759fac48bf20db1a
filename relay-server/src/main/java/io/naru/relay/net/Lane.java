package io.naru.relay.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of frames, written once and queued by reference. What is appended to one lane lies in a row, so that a
 * connection which gets all of it queues one range, and one write sends a turn's worth. Frames for many and frames for
 * one go into different lanes: otherwise the latter would cut the rows of the former.
 *
 * <pre>
 *     chunk  | frame 1 | frame 2 | frame 3 | frame 4 ...
 *     A gets  \___________________________/                one range
 *     B gets  \_________________/                          one range, B joined later or left earlier
 *     C gets  \________/         \_________/               two: frame 2 was its own
 * </pre>
 *
 * <p>Threading: confined to the loop.
 */
public final class Lane {
    private final ChunkPool pool;
    private final List<Chunk> filled = new ArrayList<>(1);
    private Chunk current;

    /** A lane that takes its memory from a pool, when it is first used. */
    public Lane(ChunkPool pool) {
        this.pool = pool;
    }

    /**
     * Appends a frame, or several in a row.
     *
     * @param octets copied; the array stays the caller's
     * @return where they lie, to be queued before the next call
     */
    public Span append(byte[] octets) {
        filled.forEach(Chunk::release);
        filled.clear();
        if (current == null) {
            current = pool.take();
        } else if (current.isHeldOnce()) {
            // Everybody has sent everything: start over in memory that the caches still know.
            current.reset();
        }
        pool.onAppended(octets.length);
        return append(octets, 0);
    }

    private Span append(byte[] octets, int from) {
        if (current.freeOctets() == 0) {
            // Held until the next append, since nobody may have queued its last octets yet.
            filled.add(current);
            current = pool.take();
        }
        int start = current.filledOctets();
        int count = Math.min(current.freeOctets(), octets.length - from);
        Chunk chunk = current;
        chunk.append(octets, from, count);
        boolean isWhole = from + count == octets.length;
        return new Span(chunk, start, start + count, isWhole ? null : append(octets, from + count));
    }
}
