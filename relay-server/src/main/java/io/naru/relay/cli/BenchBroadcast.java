package io.naru.relay.cli;

import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.ThreadTimes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The part of {@code durable} in which all in a full room are told of everything: on disk and in memory by turns, several
 * times, and then the medians. The relay's loop, its store and the load client share the machine, so beside the rate stands
 * the processor time of each of them for a delivery, which depends less on what else the machine does.
 *
 * <p>Threading: the main thread.
 */
final class BenchBroadcast {
    private static final long SETTLE_MILLIS = 300;
    private static final String LOOP = "relay-loop";
    private static final String STORE = "relay-store";

    private final BenchOptions options;
    private final int textOctets;
    private final int users;
    private final int senders;

    BenchBroadcast(BenchOptions options, int textOctets) {
        this.options = options;
        this.textOctets = textOctets;
        this.users = options.users(BenchDurable.LISTENERS);
        this.senders = Math.min(users, options.senders());
    }

    /**
     * What one run brought.
     *
     * @param rate deliveries a second
     * @param messagesARead how many messages one read of the load client brought
     * @param loop nanoseconds of processor time for a delivery, as the other three
     * @param rest the collector and the compiler
     */
    private record Flood(double rate, double messagesARead, double loop, double store, double rest, double client) {
        /** Of those who work for each delivery. */
        double busy() {
            return loop + store + client;
        }
    }

    void run() throws IOException {
        options.say(
                "broadcast: %d users, %d senders with %d under way each; CPU nanoseconds for a delivery",
                users, senders, options.inFlight());
        List<Flood> forgetful = new ArrayList<>();
        List<Flood> durable = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            forgetful.add(measured("in memory", BenchSubject.forgetfulRelay(options, users)));
            durable.add(measured("on disk", BenchSubject.durableRelay(options, users)));
        }
        Flood inMemory = median(forgetful);
        Flood onDisk = median(durable);
        say("median, in memory", inMemory);
        say("median, on disk", onDisk);
        options.say(
                "on disk to in memory %.2f; by processor time %.2f",
                onDisk.rate / inMemory.rate, inMemory.busy() / onDisk.busy());
    }

    private Flood measured(String words, BenchSubject started) throws IOException {
        try (BenchSubject subject = started;
                LoadClient client = subject.plainClient()) {
            client.logIn(BenchRates.users(users, "u", true));
            flood(client, options.warmUpSeconds());
            ThreadTimes before = subject.threadTimes();
            long clientBefore = clientNanos();
            LoadClient.Run run = flood(client, options.seconds());
            Flood flood = flood(run, before, subject.threadTimes(), clientNanos() - clientBefore);
            say(words, flood);
            return flood;
        }
    }

    private LoadClient.Run flood(LoadClient client, int seconds) throws IOException {
        client.settle(SETTLE_MILLIS);
        return client.flood(senders, options.inFlight(), textOctets, false, 0, seconds);
    }

    private static long clientNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Flood flood(LoadClient.Run run, ThreadTimes before, ThreadTimes after, long clientNanos) {
        double deliveries = Math.max(1, run.deliveries());
        double loop = after.of(LOOP) - before.of(LOOP);
        double store = after.of(STORE) - before.of(STORE);
        double rest = after.total() - before.total() - loop - store;
        return new Flood(
                run.rate(),
                deliveries / Math.max(1, run.reads()),
                loop / deliveries,
                store / deliveries,
                rest / deliveries,
                clientNanos / deliveries);
    }

    private void say(String words, Flood flood) {
        options.say(
                "  %-17s %,12.0f deliveries/s   %4.0f a read   loop %5.1f   store %5.1f   rest %4.1f   client %5.1f",
                words, flood.rate, flood.messagesARead, flood.loop, flood.store, flood.rest, flood.client);
    }

    private static Flood median(List<Flood> floods) {
        return new Flood(
                median(floods, Flood::rate),
                median(floods, Flood::messagesARead),
                median(floods, Flood::loop),
                median(floods, Flood::store),
                median(floods, Flood::rest),
                median(floods, Flood::client));
    }

    private static double median(List<Flood> floods, ToDoubleFunction<Flood> figure) {
        double[] figures = floods.stream().mapToDouble(figure).sorted().toArray();
        return (figures[(figures.length - 1) / 2] + figures[figures.length / 2]) / 2;
    }
}
