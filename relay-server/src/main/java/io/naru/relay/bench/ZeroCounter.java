package io.naru.relay.bench;

import java.nio.ByteBuffer;

/** Counts the octets that end frames, eight at a time. */
final class ZeroCounter {
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private ZeroCounter() {}

    /** How many octets between two places of a buffer are NUL. */
    static int count(ByteBuffer octets, int from, int to) {
        int zeros = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = octets.getLong(at);
            // The high bit of each octet that isn't NUL.
            long others = ((word & LOW_BITS) + LOW_BITS | word) & ~LOW_BITS;
            zeros += Long.BYTES - Long.bitCount(others);
        }
        for (; at < to; at++) {
            if (octets.get(at) == 0) {
                zeros++;
            }
        }
        return zeros;
    }
}
