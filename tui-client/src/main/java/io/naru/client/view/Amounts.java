package io.naru.client.view;

import io.naru.client.state.Quantities;
import java.util.Locale;

/**
 * Numbers as the narrow columns of a list want them; words for them are made by {@link Quantities}.
 *
 * <p>Threading: stateless.
 */
final class Amounts {
    private Amounts() {}

    /** A count with its thousands parted: 12,345. */
    static String count(long count) {
        return count < 1000 ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
    }

    /** How much of how much: 4.1 of 8.0 GB; both with their units when these differ. */
    static String progress(long doneOctets, long sizeOctets) {
        String done = Quantities.octets(doneOctets);
        String size = Quantities.octets(sizeOctets);
        String unit = size.substring(size.indexOf(' '));
        return (done.endsWith(unit) ? done.substring(0, done.length() - unit.length()) : done) + " of " + size;
    }
}
