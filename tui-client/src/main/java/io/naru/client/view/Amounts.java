package io.naru.client.view;

import java.util.Locale;

/**
 * Numbers as they're shown: sizes in units of a thousand, as disks and links are sold.
 *
 * <p>Threading: stateless.
 */
final class Amounts {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Amounts() {}

    /** A size with its unit, at most 7 columns: 12 B, 3.4 kB, 128 MB. */
    static String octets(long octets) {
        int unit = unitOf(octets);
        return number(octets, unit) + " " + UNITS[unit];
    }

    /** How much of how much: 4.1 of 8.0 GB; with both units when they differ. */
    static String progress(long done, long size) {
        int unit = unitOf(size);
        return unitOf(done) == unit || done == 0
                ? number(done, done == 0 ? 0 : unit) + " of " + octets(size)
                : octets(done) + " of " + octets(size);
    }

    /** A rate: 11.2 MB/s. */
    static String rate(long octetsPerSecond) {
        return octets(octetsPerSecond) + "/s";
    }

    /** A count with its thousands parted: 12,345. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static int unitOf(long octets) {
        int unit = 0;
        // 999.5 is written as 1.0 of the next unit.
        for (double left = octets; left >= 999.5 && unit < UNITS.length - 1; left /= 1000) {
            unit++;
        }
        return unit;
    }

    private static String number(long octets, int unit) {
        if (unit == 0) {
            return Long.toString(octets);
        }
        double value = octets / Math.pow(1000, unit);
        long tenths = Math.round(value * 10);
        return tenths < 1000 ? tenths / 10 + "." + tenths % 10 : Long.toString(Math.round(value));
    }
}
