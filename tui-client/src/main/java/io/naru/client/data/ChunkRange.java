package io.naru.client.data;

/**
 * Some chunks of a file that follow each other.
 *
 * @param first the number of the first
 * @param count how many, 1 or more
 */
public record ChunkRange(int first, int count) {
    public ChunkRange {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("chunks " + first + ", " + count + " of them");
        }
        Math.addExact(first, count);
    }

    /** The number behind the last. */
    public int end() {
        return first + count;
    }
}
