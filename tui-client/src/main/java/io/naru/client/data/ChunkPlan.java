package io.naru.client.data;

import java.util.Optional;

/**
 * What of a file is still to be fetched, handed out in ranges to the lines that fetch it at the same time. Every chunk
 * that was handed out comes back by exactly one of the other calls.
 *
 * <p>Threading: any; each line calls from its own thread.
 */
public interface ChunkPlan {
    /** One line that fetches. */
    interface Taker {
        /** What this line is to ask for next; empty when there is nothing for it any more. Doesn't block. */
        Optional<ChunkRange> next();

        /** A chunk came, its hash is right, and it is in the part file. */
        void onVerified(int chunk);

        /** A chunk came, and its hash is wrong. Somebody else is asked for it, or this line again. */
        void onBad(int chunk);

        /** These were handed out, and won't come. */
        void onGivenUp(ChunkRange range);
    }
}
