package io.naru.client.data;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;

/**
 * The simplest plan: what is missing of one file, in its order, in ranges of a given size, for any number of lines to
 * one owner. A chunk that was bad is handed out again a few times, then the file counts as damaged at its owner.
 *
 * <p>Threading: any.
 */
public final class InOrderPlan implements ChunkPlan {
    private static final int TRIES = 3;

    private final Deque<ChunkRange> waiting = new ArrayDeque<>();
    private int badLeft = TRIES;
    private boolean isDamaged;

    /**
     * A plan for what a part file lacks.
     *
     * @param chunks how many the file has
     * @param there those that needn't be fetched
     * @param rangeChunks how many are handed out at once, 1 or more
     */
    public InOrderPlan(int chunks, BitSet there, int rangeChunks) {
        for (int first = there.nextClearBit(0); first < chunks; ) {
            int gapEnd = there.nextSetBit(first);
            int end = Math.min(gapEnd < 0 ? chunks : Math.min(gapEnd, chunks), first + rangeChunks);
            waiting.add(new ChunkRange(first, end - first));
            first = there.nextClearBit(end);
        }
    }

    /** A line that takes part. */
    public Taker taker() {
        return new Line();
    }

    /** Whether a chunk was bad so often that there is no sense in asking again. */
    public synchronized boolean isDamaged() {
        return isDamaged;
    }

    private synchronized Optional<ChunkRange> take() {
        return isDamaged ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    private synchronized void giveBack(ChunkRange range) {
        waiting.addFirst(range);
    }

    private synchronized void bad(int chunk) {
        badLeft--;
        isDamaged = badLeft < 0;
        waiting.addLast(new ChunkRange(chunk, 1));
    }

    private final class Line implements Taker {
        @Override
        public Optional<ChunkRange> next() {
            return take();
        }

        @Override
        public void onVerified(int chunk) {
            // It isn't handed out any more, which is all that there is to it.
        }

        @Override
        public void onBad(int chunk) {
            bad(chunk);
        }

        @Override
        public void onGivenUp(ChunkRange range) {
            giveBack(range);
        }
    }
}
