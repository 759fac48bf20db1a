package io.naru.client.bench;

import io.naru.client.testkit.PtyProgram;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the screen costs: the built program in a pseudo-terminal, at a relay in this process. It prints figures and
 * asserts nothing about them. Its name keeps it out of every build; run it by {@code -Dit.test=ScreenBench}, with
 * {@code -Dnaru.bench.java} naming another Java's folder if the program is to run with another one.
 */
class ScreenBench {
    private static final Path JAVA =
            Path.of(Optional.ofNullable(System.getProperty("naru.bench.java")).orElse(System.getProperty("java.home")));
    private static final int STARTS = 10;
    private static final int KEYS = 200;
    private static final int TALKERS = 25;
    private static final int MESSAGES_PER_SECOND = 1_000;
    private static final long ARCHIVE_SECONDS = 60;

    @TempDir
    private Path home;

    private RelayServer relay;

    @BeforeEach
    void startTheRelay() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary());
    }

    @AfterEach
    void stopTheRelay() {
        relay.close();
    }

    @Test
    void starts() throws Exception {
        // The first program in a pseudo-terminal pays for loading what makes one.
        try (PtyProgram nothing = PtyProgram.start(80, 24, home, Map.of(), List.of("/bin/sh", "-c", "exit 0"))) {
            nothing.waitForExit();
        }
        Spread bare = spread(() -> {
            try (MeasuredScreen screen = MeasuredScreen.startBare(JAVA, home)) {
                return screen.millisTo(BareStart.GREETING);
            }
        });
        Spread without = spread(() -> start(false));
        makeArchive();
        Spread with = spread(() -> start(true));
        print("a bare JVM", bare.toString());
        print("first frame without an archive", without.toString());
        print("first frame from the archive", with.toString());
        print("the latter in bare JVMs", String.format(Locale.ROOT, "%.1f", with.median() / bare.median()));
    }

    @Test
    void keysAndFrames() throws Exception {
        try (MeasuredScreen screen = MeasuredScreen.start(JAVA, home, false, relay)) {
            screen.awaitLogin();
            screen.echo(KEYS / 4, 1);
            print("a key's echo, idle", screen.echo(KEYS, 2).toString());
            print("a full draw", screen.fullDraw(20).toString());
            try (Talkers talkers = new Talkers(relay.address(), TALKERS, MESSAGES_PER_SECOND)) {
                // Until the compiler has seen the flood.
                MeasuredScreen.pause(8_000);
                ProcessFigures before = screen.figures();
                long octets = screen.octets();
                long said = talkers.said();
                long start = System.nanoTime();
                Spread echo = screen.echo(KEYS, 3);
                double seconds = (System.nanoTime() - start) / 1e9;
                print("a key's echo at 1,000 messages a second", echo.toString());
                print("messages a second then", rate(talkers.said() - said, seconds));
                print("octets a second then", rate(screen.octets() - octets, seconds));
                print("CPU then", percent(screen.figures().cpuSeconds() - before.cpuSeconds(), seconds));
                start = System.nanoTime();
                before = screen.figures();
                octets = screen.octets();
                MeasuredScreen.pause(10_000);
                seconds = (System.nanoTime() - start) / 1e9;
                print("octets a second without keys", rate(screen.octets() - octets, seconds));
                print("CPU without keys", percent(screen.figures().cpuSeconds() - before.cpuSeconds(), seconds));
                talkers.stop();
                MeasuredScreen.pause(1_000);
                print("resident after " + talkers.said() + " messages", mebibytes(screen.figures()));
            }
        }
    }

    @Test
    void idleMinute() throws Exception {
        makeArchive();
        try (MeasuredScreen screen = MeasuredScreen.start(JAVA, home, true, relay);
                Talkers company = new Talkers(relay.address(), 5, 1)) {
            screen.awaitLogin();
            company.stop();
            MeasuredScreen.pause(5_000);
            ProcessFigures before = screen.figures();
            long octets = screen.octets();
            MeasuredScreen.pause(60_000);
            ProcessFigures after = screen.figures();
            print("CPU in an idle minute", percent(after.cpuSeconds() - before.cpuSeconds(), 60));
            print("octets written in it", Long.toString(screen.octets() - octets));
            print("resident after it", mebibytes(after));
        }
    }

    private double start(boolean archive) throws IOException, InterruptedException {
        try (MeasuredScreen screen = MeasuredScreen.start(JAVA, home, archive, relay)) {
            double millis = screen.millisToFrame();
            screen.awaitLogin();
            return millis;
        }
    }

    /** By a first start, which stays until it's done: the pseudo-terminal's end would end that work too. */
    private void makeArchive() throws IOException, InterruptedException {
        try (MeasuredScreen screen = MeasuredScreen.start(JAVA, home, true, relay)) {
            screen.millisToFrame();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARCHIVE_SECONDS);
            while (!hasArchive()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("no archive was made in " + home);
                }
                MeasuredScreen.pause(200);
            }
        }
    }

    private boolean hasArchive() throws IOException {
        Path cache = home.resolve("cache/naru");
        if (Files.notExists(cache)) {
            return false;
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.anyMatch(file -> file.toString().matches(".*\\.(jsa|aot)"));
        }
    }

    private static Spread spread(Callable<Double> run) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            millis.add(run.call());
        }
        return new Spread(millis);
    }

    private static void print(String what, String figure) {
        System.out.printf("%-45s %s%n", what, figure);
    }

    private static String rate(long count, double seconds) {
        return String.format(Locale.ROOT, "%,.0f", count / seconds);
    }

    private static String percent(double cpuSeconds, double seconds) {
        return String.format(Locale.ROOT, "%.2f %% of a core (%.2f s)", cpuSeconds / seconds * 100, cpuSeconds);
    }

    private static String mebibytes(ProcessFigures figures) {
        return String.format(Locale.ROOT, "%.1f MiB", figures.residentOctets() / 1048576.0);
    }
}
