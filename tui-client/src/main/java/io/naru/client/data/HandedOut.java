package io.naru.client.data;

import java.util.BitSet;
import java.util.Optional;

/**
 * What one line has taken from a plan and not yet accounted for. It sees to it that each chunk goes back once, and that
 * the taker isn't called by two threads at once.
 *
 * <p>Threading: any thread.
 */
final class HandedOut {
    private final ChunkPlan.Taker taker;
    private final BitSet open = new BitSet();

    HandedOut(ChunkPlan.Taker taker) {
        this.taker = taker;
    }

    synchronized Optional<ChunkRange> next() {
        Optional<ChunkRange> range = taker.next();
        range.ifPresent(some -> open.set(some.first(), some.end()));
        return range;
    }

    synchronized void verified(int chunk) {
        open.clear(chunk);
        taker.onVerified(chunk);
    }

    synchronized void bad(int chunk) {
        open.clear(chunk);
        taker.onBad(chunk);
    }

    /** Another line has it now. */
    synchronized void givenUp(int chunk) {
        open.clear(chunk);
        taker.onGivenUp(new ChunkRange(chunk, 1));
    }

    /** Gives back all that is still open. */
    synchronized void giveUpRest() {
        for (int first = open.nextSetBit(0); first >= 0; first = open.nextSetBit(first)) {
            int end = open.nextClearBit(first);
            open.clear(first, end);
            taker.onGivenUp(new ChunkRange(first, end - first));
        }
    }
}
