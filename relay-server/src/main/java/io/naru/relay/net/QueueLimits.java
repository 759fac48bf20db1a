package io.naru.relay.net;

/**
 * How much memory output may take.
 *
 * @param connectionOctets what may wait for one connection; past it the connection is a slow reader and is closed
 * @param sharedOctets what shared memory may be held by output that waits; past it the queues of stuck readers are
 *     copied out of it
 * @param totalOctets what may be held in all, and in unfinished frames as much again, though of each no more than an
 *     eighth of the heap; past it the longest queues, or who is at one frame the longest, are closed
 */
public record QueueLimits(int connectionOctets, long sharedOctets, long totalOctets) {
    /** 1 MiB for a connection, 64 MiB in all. */
    public static final QueueLimits DEFAULT = new QueueLimits(1 << 20, 8L << 20, 64L << 20);

    public QueueLimits {
        if (connectionOctets < 64 * 1024 || connectionOctets > 1 << 30) {
            throw new IllegalArgumentException("the queue of a connection is 65536 octets to 1 GiB");
        }
        if (sharedOctets < 1 << 20 || totalOctets < sharedOctets) {
            throw new IllegalArgumentException("the queues together take at least 1 MiB");
        }
    }
}
