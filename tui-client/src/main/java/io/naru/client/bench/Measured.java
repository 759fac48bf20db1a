package io.naru.client.bench;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one way to move octets took.
 *
 * @param name of the way
 * @param octets moved
 * @param seconds on the wall clock
 * @param cpuSeconds of both ends together
 * @param firstOctetMillis from the wish to the first octet, if that can be seen
 * @param bufferOctets the most that was held in buffers, if that can be seen
 */
record Measured(
        String name,
        long octets,
        double seconds,
        double cpuSeconds,
        OptionalDouble firstOctetMillis,
        OptionalLong bufferOctets) {
    static final String HEAD =
            String.format(Locale.ROOT, "%-34s %9s %12s %14s %12s", "", "MB/s", "CPU s/GiB", "first octet", "buffers");

    private static final double GIB = 1L << 30;

    Measured {
        Objects.requireNonNull(name);
    }

    /** A line of the table of large files. */
    String rate() {
        return String.format(
                Locale.ROOT,
                "%-34s %9.0f %12.2f %14s %12s",
                name,
                octets / 1e6 / seconds,
                cpuSeconds / (octets / GIB),
                firstOctetMillis.isPresent()
                        ? String.format(Locale.ROOT, "%.1f ms", firstOctetMillis.getAsDouble())
                        : "",
                bufferOctets.isPresent()
                        ? String.format(Locale.ROOT, "%.1f MiB", bufferOctets.getAsLong() / 1048576.0)
                        : "");
    }

    /** A line of the table of many files. */
    String time() {
        return String.format(Locale.ROOT, "%-34s %7.2f s %10.2f s", name, seconds, cpuSeconds);
    }
}
