package io.naru.common.chaos;

import java.util.Random;

/**
 * What is done to one direction of a connection.
 *
 * @param sliceOctets how many octets go on at once, at most
 * @param delayNanos how long each piece waits, at most
 * @param stallAfter behind so many octets it stands still for a while; {@link Long#MAX_VALUE} for never
 * @param stallNanos how long
 * @param cutAfter behind so many octets the connection is cut; {@link Long#MAX_VALUE} for never
 * @param isReset whether it is cut by a reset, which takes what is on its way with it, or by an end of the stream
 */
public record Harm(int sliceOctets, long delayNanos, long stallAfter, long stallNanos, long cutAfter, boolean isReset) {
    /** None. */
    public static final Harm NONE = new Harm(Integer.MAX_VALUE, 0, Long.MAX_VALUE, 0, Long.MAX_VALUE, false);

    private static final long NANOS_A_MILLI = 1_000_000;

    /** A cut behind so many octets, and nothing else. */
    public static Harm cutAfter(long octets) {
        return new Harm(Integer.MAX_VALUE, 0, Long.MAX_VALUE, 0, octets, false);
    }

    /** Something or other, and often nothing. */
    public static Harm random(Random random) {
        int slice = random.nextInt(4) == 0 ? 1 + random.nextInt(50) : Integer.MAX_VALUE;
        long delay = random.nextInt(3) == 0 ? random.nextInt(15) * NANOS_A_MILLI : 0;
        long stallAfter = random.nextInt(5) == 0 ? random.nextInt(20_000) : Long.MAX_VALUE;
        long stall = (200 + random.nextInt(1_800)) * NANOS_A_MILLI;
        // Half of the cuts fall into the login or shortly behind it.
        long cut = random.nextInt(2) == 0 ? random.nextInt(random.nextBoolean() ? 3_000 : 60_000) : Long.MAX_VALUE;
        return new Harm(slice, delay, stallAfter, stall, cut, random.nextBoolean());
    }
}
