package io.naru.relay.cli;

import io.naru.relay.bench.BareLoop;
import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.MeasuredProcess;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code naru-relay bench}: starts a relay of its own on the loopback interface, loads it, and tells what it did. Each
 * figure of deliveries comes with that of a bare loop under the same load in the same run, since figures of different
 * machines or days don't compare.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "bench",
        description =
                "Measure a relay of this machine: fanout (deliveries a second), paced (how long a delivery takes), "
                        + "idle (memory for connections that say nothing).")
final class BenchCommand implements Callable<Integer> {
    private static final String RELAY = "relay";
    private static final String BARE = "bare loop";
    private static final double WARM_UP_SECONDS = 3;
    private static final double IDLE_SECONDS = 40;

    private final Environment environment;

    @Parameters(
            index = "0",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "fanout, paced or idle.")
    private Mode mode;

    @Option(names = "--users", paramLabel = "N", description = "Users in the room. Default: 1000, idle 10000.")
    private Integer users;

    @Option(names = "--senders", paramLabel = "N", defaultValue = "10", description = "Those who talk in fanout.")
    private int senders;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "32",
            description = "Messages that each of them has under way.")
    private int inFlight;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "100", description = "Messages a second in paced.")
    private int rate;

    @Option(names = "--text-octets", paramLabel = "N", defaultValue = "32", description = "Length of a message.")
    private int textOctets;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", description = "How long to measure.")
    private int seconds;

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.Converter.class,
            description = "Load a relay that runs already, with --registration open and --limits off.")
    private ListenAddress connect;

    @Option(names = "--base", description = "Readers are base clients rather than extended ones.")
    private boolean isBase;

    @Option(names = "--java-flags", paramLabel = "FLAGS", defaultValue = "-XX:+UseSerialGC -Xms32m -Xmx256m")
    private String javaFlags;

    /** What is measured. */
    enum Mode {
        FANOUT,
        PACED,
        IDLE,
        /** What the others are compared with; started by them. */
        BARE
    }

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        switch (mode) {
            case FANOUT -> fanout();
            case PACED -> paced();
            case IDLE -> idle();
            case BARE -> runBareLoop();
        }
        return 0;
    }

    private int users() {
        return users != null ? users : mode == Mode.IDLE ? 10_000 : 1_000;
    }

    private void fanout() throws IOException {
        say(
                "%d users (%s), %d senders with %d messages of %d octets under way each, %d s",
                users(), isBase ? "base" : "extended", senders, inFlight, textOctets, seconds);
        double bare = flood(BARE);
        double relay = flood(RELAY);
        say("ratio %.2f", relay / bare);
    }

    private double flood(String what) throws IOException {
        try (Subject subject = start(what);
                LoadClient client = new LoadClient(subject.process().address())) {
            fill(client, senders);
            ProcessFigures before = subject.process().figures();
            LoadClient.Run run = client.flood(senders, inFlight, textOctets, WARM_UP_SECONDS, seconds);
            ProcessFigures after = subject.process().figures();
            double cpu = (after.cpuSeconds() - before.cpuSeconds()) / (run.seconds() + WARM_UP_SECONDS);
            say(
                    "%-9s  %,12.0f deliveries/s   %3.0f %% of a core   %,12.0f deliveries/core-second   %4d MiB resident",
                    what, run.rate(), cpu * 100, run.rate() / cpu, after.residentOctets() >> 20);
            return run.rate();
        }
    }

    private void paced() throws IOException {
        say(
                "%d users (%s), %d messages of %d octets a second, %d s",
                users(), isBase ? "base" : "extended", rate, textOctets, seconds);
        for (String what : List.of(BARE, RELAY)) {
            try (Subject subject = start(what);
                    LoadClient client = new LoadClient(subject.process().address())) {
                fill(client, 1);
                ProcessFigures before = subject.process().figures();
                LoadClient.Run run = client.paced(rate, textOctets, WARM_UP_SECONDS, seconds);
                ProcessFigures after = subject.process().figures();
                double cpu = (after.cpuSeconds() - before.cpuSeconds()) / (run.seconds() + WARM_UP_SECONDS);
                say(
                        "%-9s  %,9.0f deliveries/s   p50 %6.2f ms   p90 %6.2f ms   p99 %6.2f ms   worst %6.2f ms   %3.0f %% of a core",
                        what,
                        run.rate(),
                        run.latencies().percentileMillis(0.5),
                        run.latencies().percentileMillis(0.9),
                        run.latencies().percentileMillis(0.99),
                        run.latencies().worstMillis(),
                        cpu * 100);
            }
        }
    }

    private void idle() throws IOException {
        int count = users();
        say("%d idle users (%s)", count, isBase ? "base" : "extended");
        try (Subject subject = start(RELAY);
                LoadClient client = new LoadClient(subject.process().address())) {
            client.logIn(1, false, "first");
            client.settle(500);
            ProcessFigures before = subject.process().figures();
            long start = System.nanoTime();
            client.logIn(count, !isBase, "u");
            double took = (System.nanoTime() - start) / 1e9;
            client.rest(5);
            ProcessFigures after = subject.process().figures();
            client.rest(IDLE_SECONDS);
            ProcessFigures later = subject.process().figures();
            long resident = later.residentOctets() - before.residentOctets();
            long kernel = later.kernelOctets() - before.kernelOctets();
            say("all logged in after %.1f s; %.1f s of processor time", took, after.cpuSeconds() - before.cpuSeconds());
            say(
                    "resident %d MiB before, %d MiB with all of them: %,d octets a connection",
                    before.residentOctets() >> 20, later.residentOctets() >> 20, resident / count);
            say("kernel, both ends of each connection: %,d octets a connection", kernel / count);
            say(
                    "idle: %.2f %% of a core over %.0f s",
                    (later.cpuSeconds() - after.cpuSeconds()) * 100 / IDLE_SECONDS, IDLE_SECONDS);
        }
    }

    private void fill(LoadClient client, int senderCount) throws IOException {
        client.logIn(senderCount, true, "s");
        client.logIn(users() - senderCount, !isBase, "u");
        client.settle(300);
    }

    private void runBareLoop() throws IOException {
        BareLoop loop = new BareLoop();
        environment.err().println("Ready on 127.0.0.1:" + loop.address().getPort());
        loop.run();
    }

    private void say(String format, Object... values) {
        PrintWriter out = environment.out();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** What is measured, and the folder that goes with it. */
    private record Subject(MeasuredProcess process, Optional<Path> folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            process.close();
            if (folder.isPresent()) {
                PathUtils.deleteDirectory(folder.get());
            }
        }
    }

    private Subject start(String what) throws IOException {
        if (connect != null && what.equals(RELAY)) {
            return new Subject(MeasuredProcess.running(connect.resolved()), Optional.empty());
        }
        Path folder = Files.createTempDirectory("naru-bench");
        List<String> arguments = new ArrayList<>();
        if (what.equals(BARE)) {
            arguments.addAll(List.of("bench", "bare"));
        } else {
            arguments.addAll(List.of(
                    "serve",
                    "--listen",
                    "127.0.0.1:0",
                    "--data",
                    folder.resolve("data").toString()));
            arguments.addAll(List.of("--registration", "open", "--password-cost", "low", "--limits", "off"));
            arguments.addAll(List.of("--max-users", Integer.toString(users() + 10)));
        }
        try {
            return new Subject(
                    MeasuredProcess.start(List.of(javaFlags.split(" ")), Main.class.getName(), arguments),
                    Optional.of(folder));
        } catch (IOException e) {
            PathUtils.deleteDirectory(folder);
            throw e;
        }
    }

    /** Modes in words. */
    static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return switch (text) {
                case "fanout" -> Mode.FANOUT;
                case "paced" -> Mode.PACED;
                case "idle" -> Mode.IDLE;
                case "bare" -> Mode.BARE;
                default -> throw new TypeConversionException("it is fanout, paced or idle, not '" + text + "'");
            };
        }
    }
}
