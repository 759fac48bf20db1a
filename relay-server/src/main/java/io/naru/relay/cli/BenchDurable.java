package io.naru.relay.cli;

import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The mode {@code durable}: what it costs that a message is on disk before anybody hears of it. Each figure comes with that
 * of the same relay without a data folder, in the same run: how many messages a second one author gets receipts for, and
 * many authors together, whose messages share commits; how long a message takes; and what a full room gets.
 *
 * <p>Threading: the main thread.
 */
final class BenchDurable {
    /** Who is in the room where all are told of everything. */
    static final int LISTENERS = 1_000;

    private static final int LISTENERS_OF_A_PACED_ROOM = 20;
    private static final int TEXT_OCTETS = 32;
    private static final long SETTLE_MILLIS = 300;

    private final BenchOptions options;
    private final int textOctets;

    BenchDurable(BenchOptions options) {
        this.options = options;
        this.textOctets = options.textOctets(TEXT_OCTETS);
    }

    /** What is measured. */
    private enum Subject {
        FORGETFUL("in memory"),
        DURABLE("on disk");

        private final String words;

        Subject(String words) {
            this.words = words;
        }
    }

    void run() throws IOException {
        if (options.connect() != null) {
            throw new CommandException(
                    "What is durable is compared with what isn't, on relays of its own; leave out" + " --connect");
        }
        options.say(
                "data folders in %s (%s), messages of %d octets, %d s",
                options.folder(), Files.getFileStore(options.folder()).type(), textOctets, options.seconds());
        if (!options.isBroadcastOnly()) {
            messages(1, 1);
            messages(1, options.inFlight());
            messages(options.authors(), 1);
            latency();
        }
        new BenchBroadcast(options, textOctets).run();
    }

    /** Messages a second that so many authors get receipts for, each with so many under way. */
    private void messages(int authors, int inFlight) throws IOException {
        options.say("receipts: %d %s with %d under way", authors, authors == 1 ? "author" : "authors", inFlight);
        for (Subject what : Subject.values()) {
            Flood flood = flood(what, authors, authors, inFlight);
            options.say("  %-9s  %,9.0f messages/s   %3.0f %% of a core", what.words, flood.messages, flood.cpu * 100);
        }
    }

    private record Flood(double messages, double deliveries, double cpu) {}

    /** Everybody in the room gets each message, its author included. */
    private Flood flood(Subject what, int users, int senders, int inFlight) throws IOException {
        try (BenchSubject subject = start(what, users);
                LoadClient client = subject.plainClient()) {
            client.logIn(BenchRates.users(users, "u", true));
            client.settle(SETTLE_MILLIS);
            ProcessFigures before = subject.figures();
            LoadClient.Run run =
                    client.flood(senders, inFlight, textOctets, false, options.warmUpSeconds(), options.seconds());
            double cpu = subject.figures().cpuSeconds() - before.cpuSeconds();
            return new Flood(run.rate() / users, run.rate(), cpu / (run.seconds() + options.warmUpSeconds()));
        }
    }

    private void latency() throws IOException {
        int users = Math.min(LISTENERS_OF_A_PACED_ROOM, options.users(LISTENERS));
        options.say("latency: %d users, %d messages a second", users, options.rate());
        LoadClient.Run[] runs = new LoadClient.Run[Subject.values().length];
        for (Subject what : Subject.values()) {
            LoadClient.Run run = paced(what, users);
            runs[what.ordinal()] = run;
            options.say("  %-9s  %s", what.words, BenchRates.percentiles(run.latencies()));
        }
        options.say("  added      p50 %6.2f ms   p99 %6.2f ms", added(runs, 0.5), added(runs, 0.99));
    }

    private static double added(LoadClient.Run[] runs, double part) {
        return runs[Subject.DURABLE.ordinal()].latencies().percentileMillis(part)
                - runs[Subject.FORGETFUL.ordinal()].latencies().percentileMillis(part);
    }

    private LoadClient.Run paced(Subject what, int users) throws IOException {
        try (BenchSubject subject = start(what, users);
                LoadClient client = subject.plainClient()) {
            client.logIn(BenchRates.users(users, "u", true));
            client.settle(SETTLE_MILLIS);
            return client.paced(users, options.rate(), textOctets, options.warmUpSeconds(), options.seconds());
        }
    }

    private BenchSubject start(Subject what, int users) throws IOException {
        return what == Subject.DURABLE
                ? BenchSubject.durableRelay(options, users)
                : BenchSubject.forgetfulRelay(options, users);
    }
}
