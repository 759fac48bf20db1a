package io.naru.common.text;

import java.util.Locale;

/**
 * Sizes as people read them.
 *
 * <p>Threading: stateless.
 */
public final class OctetText {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private OctetText() {}

    /** Octets with three digits or so: {@code 12 B}, {@code 4.1 GB}, {@code 128 MB}; units of a thousand. */
    public static String of(long octets) {
        if (octets < 1000) {
            return octets + " B";
        }
        double value = octets;
        int unit = -1;
        // 999.5 would be written as 1000, which is 1.0 of the next unit.
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String format = value < 9.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }

    /** The same for a sentence that holds another size, too: to the octet where both would look the same. */
    public static String of(long octets, long other) {
        String text = of(octets);
        boolean isLike = octets != other && text.equals(of(other));
        return isLike ? String.format(Locale.ROOT, "%,d B", octets) : text;
    }
}
