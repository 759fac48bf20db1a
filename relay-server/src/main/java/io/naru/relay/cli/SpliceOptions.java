package io.naru.relay.cli;

import io.naru.relay.splice.SpliceLimits;
import picocli.CommandLine.Option;

/**
 * How much the relay carries for users who don't reach each other.
 *
 * <p>Threading: the main thread.
 */
final class SpliceOptions {
    private static final double OCTETS_A_MEGABYTE = 1e6;
    private static final double MEGABYTES_A_GIGABYTE = 1e3;

    @Option(
            names = "--splices",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "How many transfers between users who don't reach each other the relay carries at once for one "
                            + "account; 0 for none at all. Default: ${DEFAULT-VALUE}.")
    private int perAccount;

    @Option(
            names = "--splices-in-all",
            paramLabel = "N",
            defaultValue = "128",
            description = "How many of these there may be altogether. Default: ${DEFAULT-VALUE}.")
    private int inAll;

    @Option(
            names = "--splice-rate",
            paramLabel = "MEGABYTES",
            defaultValue = "8",
            description = "How much of that one account gets a second, up and down together; 0 for any. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double megabytesPerSecond;

    @Option(
            names = "--splice-volume",
            paramLabel = "GIGABYTES",
            defaultValue = "20",
            description = "The same in a day; 0 for any. Default: ${DEFAULT-VALUE}.")
    private double gigabytesPerDay;

    /** @throws IllegalArgumentException if one is out of its range; says which */
    SpliceLimits limits() {
        SpliceLimits standard = SpliceLimits.DEFAULT;
        return new SpliceLimits(
                perAccount,
                inAll,
                Math.round(megabytesPerSecond * OCTETS_A_MEGABYTE),
                Math.round(gigabytesPerDay * MEGABYTES_A_GIGABYTE),
                standard.tokenLife(),
                standard.idleTimeout());
    }
}
