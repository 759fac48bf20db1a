package io.naru.relay.splice;

import java.time.Duration;

/**
 * How much the relay carries for users who don't reach each other.
 *
 * @param perAccount how many ways an account may have at once, those that aren't complete yet included; 0 for none at
 *     all, by which the relay carries nothing
 * @param inAll how many there may be altogether, 1 to 100,000
 * @param octetsPerSecond what one account may have carried, both directions together; 0 for any, or 10,000 to
 *     4,000,000,000
 * @param megabytesPerDay the same in a day, as far as it is remembered: it comes back evenly; 0 for any, at most
 *     1,000,000,000
 * @param tokenLife how long both sides have to come
 * @param idleTimeout how long nothing may pass
 */
public record SpliceLimits(
        int perAccount,
        int inAll,
        long octetsPerSecond,
        long megabytesPerDay,
        Duration tokenLife,
        Duration idleTimeout) {
    private static final long OCTETS_PER_SECOND_MIN = 10_000;
    private static final long OCTETS_PER_SECOND_MAX = 4_000_000_000L;
    private static final long MEGABYTES_PER_DAY_MAX = 1_000_000_000L;

    /** What a relay allows when nothing else is configured: a small server's line stays usable. */
    public static final SpliceLimits DEFAULT =
            new SpliceLimits(4, 128, 8_000_000, 20_000, Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** No limit on one account's share: for benchmarks and closed networks. */
    public static final SpliceLimits ANY =
            new SpliceLimits(1_000, 1_000, 0, 0, DEFAULT.tokenLife(), DEFAULT.idleTimeout());

    public SpliceLimits {
        check("the ways through the relay of an account", perAccount, 0, 100_000);
        check("the ways through the relay", inAll, 1, 100_000);
        // A buffer at once must be paid for long before its way counts as idle.
        check(
                "the octets a second through the relay",
                octetsPerSecond,
                octetsPerSecond == 0 ? 0 : OCTETS_PER_SECOND_MIN,
                OCTETS_PER_SECOND_MAX);
        check("the megabytes a day through the relay", megabytesPerDay, 0, MEGABYTES_PER_DAY_MAX);
        if (tokenLife.toMillis() < 1 || idleTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("the spans of ways through the relay are at least a millisecond");
        }
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + value);
        }
    }

    /** Whether the relay carries nothing. */
    public boolean isOff() {
        return perAccount == 0;
    }

    /** These limits with another number of ways for an account. */
    public SpliceLimits withPerAccount(int ways) {
        return new SpliceLimits(ways, inAll, octetsPerSecond, megabytesPerDay, tokenLife, idleTimeout);
    }

    /** These limits with another number of ways in all. */
    public SpliceLimits withInAll(int ways) {
        return new SpliceLimits(perAccount, ways, octetsPerSecond, megabytesPerDay, tokenLife, idleTimeout);
    }

    /** These limits with others on what is carried. */
    public SpliceLimits withAmounts(long perSecond, long megabytes) {
        return new SpliceLimits(perAccount, inAll, perSecond, megabytes, tokenLife, idleTimeout);
    }
}
