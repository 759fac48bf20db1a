package io.naru.client.state;

import io.naru.common.text.OctetText;
import java.time.Duration;
import java.util.Locale;

/**
 * Sizes, rates and spans as people read them.
 *
 * <p>Threading: stateless.
 */
public final class Quantities {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Quantities() {}

    /** Octets with three digits or so: {@code 12 B}, {@code 4.1 GB}, {@code 128 MB}; units of a thousand. */
    public static String octets(long octets) {
        return OctetText.of(octets);
    }

    /** Octets a second: {@code 11.2 MB/s}. */
    public static String rate(long octetsPerSecond) {
        if (octetsPerSecond < 1000) {
            return octetsPerSecond + " B/s";
        }
        double value = octetsPerSecond;
        int unit = -1;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s/s", value, UNITS[unit]);
    }

    /** A span: {@code 0:07}, {@code 5:48}, {@code 2:05:48}; over a hundred hours in days. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        long hours = seconds / 3600;
        if (hours >= 100) {
            return hours / 24 + " days";
        }
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** A span of whole seconds in words, by the largest unit that it is a multiple of: {@code 2 days}, {@code 90 seconds}. */
    public static String spanInWords(Duration span) {
        long seconds = span.toSeconds();
        if (seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    /** A number and its noun: {@code 1 file}, {@code 12 files}. */
    public static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }
}
