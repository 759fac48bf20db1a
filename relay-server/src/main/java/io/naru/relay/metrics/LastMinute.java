package io.naru.relay.metrics;

/**
 * What happened in each of the last seconds, for rates and for the longest turn. A second is begun by the first turn in
 * it, so that an idle relay does nothing for this.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class LastMinute {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final int SECONDS = 64;

    private final Second[] ring = new Second[SECONDS];
    private long messagesBefore;
    private long deliveriesBefore;
    private long octetsInBefore;
    private long octetsOutBefore;

    private static final class Second {
        private long number = Long.MIN_VALUE;
        private long messages;
        private long deliveries;
        private long octetsIn;
        private long octetsOut;
        private long longestNanos;

        private void begin(long second) {
            number = second;
            messages = 0;
            deliveries = 0;
            octetsIn = 0;
            octetsOut = 0;
            longestNanos = 0;
        }
    }

    LastMinute() {
        for (int i = 0; i < SECONDS; i++) {
            ring[i] = new Second();
        }
    }

    /** A turn has ended; the four figures are the totals after it. */
    void onTurn(long endNanos, long turnNanos, long messages, long deliveries, long octetsIn, long octetsOut) {
        long number = Math.floorDiv(endNanos, NANOS_A_SECOND);
        Second second = ring[(int) (number & (SECONDS - 1))];
        if (second.number != number) {
            second.begin(number);
        }
        second.messages += messages - messagesBefore;
        second.deliveries += deliveries - deliveriesBefore;
        second.octetsIn += octetsIn - octetsInBefore;
        second.octetsOut += octetsOut - octetsOutBefore;
        if (turnNanos > second.longestNanos) {
            second.longestNanos = turnNanos;
        }
        messagesBefore = messages;
        deliveriesBefore = deliveries;
        octetsInBefore = octetsIn;
        octetsOutBefore = octetsOut;
    }

    /**
     * The rates of the last whole seconds.
     *
     * @param seconds how many, 1 to 60
     */
    Rates rates(long nowNanos, int seconds) {
        long now = Math.floorDiv(nowNanos, NANOS_A_SECOND);
        long messages = 0;
        long deliveries = 0;
        long octetsIn = 0;
        long octetsOut = 0;
        long longestNanos = 0;
        for (Second second : ring) {
            // The second under way isn't over yet, but its longest turn is a fact.
            if (second.number >= now - seconds && second.number <= now) {
                longestNanos = Math.max(longestNanos, second.longestNanos);
            }
            if (second.number >= now - seconds && second.number < now) {
                messages += second.messages;
                deliveries += second.deliveries;
                octetsIn += second.octetsIn;
                octetsOut += second.octetsOut;
            }
        }
        return new Rates(
                seconds,
                rate(messages, seconds),
                rate(deliveries, seconds),
                rate(octetsIn, seconds),
                rate(octetsOut, seconds),
                longestNanos);
    }

    private static long rate(long count, int seconds) {
        return (count + seconds / 2) / seconds;
    }

    /**
     * What happened a second, in the last ones.
     *
     * @param seconds how many those were
     * @param messagesPerSecond frames that came
     * @param deliveriesPerSecond messages for many that were queued for one
     * @param octetsInPerSecond octets that came
     * @param octetsOutPerSecond octets that went
     * @param longestTurnNanos the longest turn of the loop among them
     */
    public record Rates(
            int seconds,
            long messagesPerSecond,
            long deliveriesPerSecond,
            long octetsInPerSecond,
            long octetsOutPerSecond,
            long longestTurnNanos) {}
}
