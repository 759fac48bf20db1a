package io.naru.relay.cli;

import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.ProcessFigures;
import io.naru.relay.bench.SpliceLoad;
import java.io.IOException;

/**
 * The mode {@code splice}: what a room notices of octets that the relay carries between users, and how many those are. With
 * all that two programs can send every processor is busy; so the same is sent without the relay in between, and measured
 * what the room notices of that.
 *
 * <p>Threading: the main thread.
 */
final class BenchSplice {
    private static final int USERS = 200;
    private static final int TEXT_OCTETS = 32;
    private static final int PAIRS = 2;
    /** What a relay allows an account that isn't told otherwise. */
    private static final long PACED_OCTETS_PER_SECOND = 8_000_000;

    private static final long SETTLE_MILLIS = 300;

    private final BenchOptions options;

    BenchSplice(BenchOptions options) {
        this.options = options;
    }

    /** What carries octets meanwhile. */
    @FunctionalInterface
    private interface Beside {
        SpliceLoad start() throws IOException;
    }

    void run() throws IOException {
        int users = options.users(USERS);
        options.say(
                "%d users (%s), %d messages of %d octets a second, %d pairs beside them, %d s",
                users, options.level(), options.rate(), options.textOctets(TEXT_OCTETS), PAIRS, options.seconds());
        try (BenchSubject subject = BenchSubject.openRelay(options, users + 2 * PAIRS);
                LoadClient client = subject.plainClient()) {
            client.logIn(BenchRates.users(1, "s", true));
            client.logIn(BenchRates.users(users - 1, "u", options.isExtended()));
            client.settle(SETTLE_MILLIS);
            measure("room alone", subject, client, () -> SpliceLoad.straight(0, 0));
            measure(
                    "8 MB/s each, straight",
                    subject,
                    client,
                    () -> SpliceLoad.straight(PAIRS, PACED_OCTETS_PER_SECOND));
            measure(
                    "8 MB/s each, spliced",
                    subject,
                    client,
                    () -> SpliceLoad.spliced(subject.address(), PAIRS, PACED_OCTETS_PER_SECOND));
            measure("all they can, straight", subject, client, () -> SpliceLoad.straight(PAIRS, 0));
            measure("all they can, spliced", subject, client, () -> SpliceLoad.spliced(subject.address(), PAIRS, 0));
        }
    }

    private void measure(String what, BenchSubject subject, LoadClient client, Beside beside) throws IOException {
        try (SpliceLoad load = beside.start()) {
            ProcessFigures before = subject.figures();
            LoadClient.Run run = client.paced(
                    1, options.rate(), options.textOctets(TEXT_OCTETS), options.warmUpSeconds(), options.seconds());
            ProcessFigures after = subject.figures();
            double cpu = (after.cpuSeconds() - before.cpuSeconds()) / (run.seconds() + options.warmUpSeconds());
            options.say(
                    "%-22s  %s   %,6.0f MB/s   relay %3.0f %% of a core, %d MiB resident",
                    what,
                    BenchRates.percentiles(run.latencies()),
                    load.megabytesPerSecond(),
                    cpu * 100,
                    BenchOptions.mebibytes(after.residentOctets()));
        }
        client.settle(SETTLE_MILLIS);
    }
}
