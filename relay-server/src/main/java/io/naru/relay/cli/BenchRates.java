package io.naru.relay.cli;

import io.naru.common.identity.Identity;
import io.naru.relay.bench.Latencies;
import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.LoadUser;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The modes {@code fanout} and {@code paced}: a room in which some talk. The bare loop comes first, then the relay without
 * TLS, then, if asked for, with it.
 *
 * <p>Threading: the main thread.
 */
final class BenchRates {
    private static final int USERS = 1_000;
    private static final int TEXT_OCTETS = 32;
    private static final long SETTLE_MILLIS = 300;

    private final BenchOptions options;
    private final Identity identity;
    private final int users;
    private final int textOctets;

    /** What is measured. */
    private enum Subject {
        BARE_LOOP("bare loop"),
        RELAY("relay"),
        TLS("relay, TLS");

        private final String words;

        Subject(String words) {
            this.words = words;
        }
    }

    /**
     * One room for each of the modes.
     *
     * @param identity what all clients show over TLS
     */
    BenchRates(BenchOptions options, Identity identity) {
        this.options = options;
        this.identity = identity;
        this.users = options.users(USERS);
        this.textOctets = options.textOctets(TEXT_OCTETS);
    }

    private List<Subject> subjects() {
        return options.isTls()
                ? List.of(Subject.BARE_LOOP, Subject.RELAY, Subject.TLS)
                : List.of(Subject.BARE_LOOP, Subject.RELAY);
    }

    void fanout() throws IOException {
        options.say(
                "%d users (%s), %d senders with %d messages of %d octets under way each, %d s",
                users, options.level(), options.senders(), options.inFlight(), textOctets, options.seconds());
        List<Flood> floods = new ArrayList<>();
        for (Subject subject : subjects()) {
            floods.add(flood(subject));
        }
        options.say(
                "relay to bare loop %.2f", floods.get(1).rate() / floods.get(0).rate());
        if (options.isTls()) {
            options.say(
                    "TLS to plain %.2f; by core-second %.2f",
                    floods.get(2).rate() / floods.get(1).rate(),
                    floods.get(2).byCore() / floods.get(1).byCore());
        }
    }

    private record Flood(double rate, double byCore) {}

    private Flood flood(Subject what) throws IOException {
        try (BenchSubject subject = start(what);
                LoadClient client = client(subject, what)) {
            fill(client, options.senders());
            ProcessFigures before = subject.figures();
            LoadClient.Run run = client.flood(
                    options.senders(),
                    options.inFlight(),
                    textOctets,
                    what == Subject.TLS,
                    options.warmUpSeconds(),
                    options.seconds());
            ProcessFigures after = subject.figures();
            double cpu = (after.cpuSeconds() - before.cpuSeconds()) / (run.seconds() + options.warmUpSeconds());
            options.say(
                    "%-10s  %,12.0f deliveries/s   %3.0f %% of a core   %,12.0f deliveries/core-second   %4d MiB resident",
                    what.words,
                    run.rate(),
                    cpu * 100,
                    run.rate() / cpu,
                    BenchOptions.mebibytes(after.residentOctets()));
            return new Flood(run.rate(), run.rate() / cpu);
        }
    }

    void paced() throws IOException {
        options.say(
                "%d users (%s), %d messages of %d octets a second, %d s",
                users, options.level(), options.rate(), textOctets, options.seconds());
        for (Subject what : subjects()) {
            try (BenchSubject subject = start(what);
                    LoadClient client = client(subject, what)) {
                fill(client, 1);
                ProcessFigures before = subject.figures();
                LoadClient.Run run =
                        client.paced(1, options.rate(), textOctets, options.warmUpSeconds(), options.seconds());
                ProcessFigures after = subject.figures();
                double cpu = (after.cpuSeconds() - before.cpuSeconds()) / (run.seconds() + options.warmUpSeconds());
                options.say(
                        "%-10s  %,9.0f deliveries/s   %s   %3.0f %% of a core",
                        what.words, run.rate(), percentiles(run.latencies()), cpu * 100);
            }
        }
    }

    /** Latencies in words. */
    static String percentiles(Latencies latencies) {
        return String.format(
                Locale.ROOT,
                "p50 %6.2f ms   p90 %6.2f ms   p99 %6.2f ms   worst %6.2f ms",
                latencies.percentileMillis(0.5),
                latencies.percentileMillis(0.9),
                latencies.percentileMillis(0.99),
                latencies.worstMillis());
    }

    private BenchSubject start(Subject what) throws IOException {
        return what == Subject.BARE_LOOP ? BenchSubject.bareLoop(options) : BenchSubject.openRelay(options, users);
    }

    private LoadClient client(BenchSubject subject, Subject what) throws IOException {
        return what == Subject.TLS ? subject.tlsClient(user -> identity) : subject.plainClient();
    }

    private void fill(LoadClient client, int senders) throws IOException {
        client.logIn(users(senders, "s", true));
        client.logIn(users(users - senders, "u", options.isExtended()));
        client.settle(SETTLE_MILLIS);
    }

    /** So many users who have a password. */
    static List<LoadUser> users(int count, String prefix, boolean isExtended) {
        return IntStream.range(0, count)
                .mapToObj(i -> LoadUser.withPassword(prefix + i, isExtended))
                .toList();
    }
}
