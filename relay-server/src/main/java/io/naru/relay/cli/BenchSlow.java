package io.naru.relay.cli;

import io.naru.common.identity.Identity;
import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The mode {@code slow}: some readers stop reading, and it is measured what the others notice of it.
 *
 * <p>Threading: the main thread.
 */
final class BenchSlow {
    private static final int USERS = 200;
    /** Long enough that a reader who doesn't read is found out within seconds. */
    private static final int TEXT_OCTETS = 4096;

    private static final long SETTLE_MILLIS = 300;
    private static final double LONGEST_SECONDS = 60;

    private final BenchOptions options;
    private final Identity identity;

    /** @param identity what all clients show over TLS */
    BenchSlow(BenchOptions options, Identity identity) {
        this.options = options;
        this.identity = identity;
    }

    void run() throws IOException {
        int count = options.users(USERS);
        int slow = Math.max(1, count * options.slowPercent() / 100);
        int octets = options.textOctets(TEXT_OCTETS);
        options.say(
                "%d users (%s%s), %d of whom stop reading; %d messages of %d octets a second",
                count, options.level(), options.isTls() ? ", TLS" : "", slow, options.rate(), octets);
        try (BenchSubject subject = BenchSubject.openRelay(options, count);
                LoadClient client = options.isTls() ? subject.tlsClient(user -> identity) : subject.plainClient()) {
            client.logIn(BenchRates.users(1, "s", true));
            client.logIn(BenchRates.users(count - 1, "u", options.isExtended()));
            client.setApart(slow);
            client.settle(SETTLE_MILLIS);
            LoadClient.Run before = client.paced(1, options.rate(), octets, options.warmUpSeconds(), options.seconds());
            options.say("all read     %s", BenchRates.percentiles(before.latencies()));
            measure(subject, client, slow, octets);
        }
    }

    private void measure(BenchSubject subject, LoadClient client, int slow, int octets) throws IOException {
        ProcessFigures before = subject.figures();
        Watch watch = new Watch(subject, client, slow);
        client.stopReading();
        LoadClient.Run run = client.pacedUntil(1, options.rate(), octets, watch::isOver);
        options.say("some do not  %s", BenchRates.percentiles(run.latencies()));
        List<Long> closed = client.departures();
        if (closed.isEmpty()) {
            options.say("none of those who don't read was closed within %.0f s", run.seconds());
        } else {
            options.say(
                    "%d of %d who don't read were closed after %.1f to %.1f s",
                    closed.size(),
                    slow,
                    (closed.get(0) - watch.startNanos) / 1e9,
                    (closed.get(closed.size() - 1) - watch.startNanos) / 1e9);
        }
        options.say(
                "resident %d MiB before, %d MiB at most",
                BenchOptions.mebibytes(before.residentOctets()), BenchOptions.mebibytes(watch.mostResidentOctets));
    }

    /** Looks at the relay now and then, until all who don't read were closed and it was measured long enough. */
    private final class Watch {
        private static final long LOOK_NANOS = 100_000_000;

        private final BenchSubject subject;
        private final LoadClient client;
        private final int slow;
        private final long startNanos = System.nanoTime();
        private long nextLookNanos = startNanos;
        private long mostResidentOctets;

        private Watch(BenchSubject subject, LoadClient client, int slow) {
            this.subject = subject;
            this.client = client;
            this.slow = slow;
        }

        private boolean isOver() {
            long now = System.nanoTime();
            if (now - nextLookNanos >= 0) {
                nextLookNanos = now + LOOK_NANOS;
                look();
            }
            double seconds = (now - startNanos) / 1e9;
            return seconds >= LONGEST_SECONDS
                    || seconds >= options.seconds() && client.departures().size() >= slow;
        }

        private void look() {
            try {
                mostResidentOctets =
                        Math.max(mostResidentOctets, subject.figures().residentOctets());
            } catch (IOException e) {
                throw new UncheckedIOException("The relay's figures can't be read any more", e);
            }
        }
    }
}
