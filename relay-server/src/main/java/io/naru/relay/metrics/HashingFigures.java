package io.naru.relay.metrics;

/**
 * What the hashing of passwords costs.
 *
 * @param done hashes that were computed
 * @param busyNanos the time that took, all threads together
 * @param running hashes under way
 * @param waiting in the queue
 */
public record HashingFigures(long done, long busyNanos, int running, int waiting) {
    /** Nothing was hashed. */
    public static final HashingFigures NONE = new HashingFigures(0, 0, 0, 0);
}
