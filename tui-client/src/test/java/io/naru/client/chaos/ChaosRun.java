package io.naru.client.chaos;

import io.naru.common.chaos.Checker;
import io.naru.common.chaos.Diary;
import io.naru.common.chaos.Harm;
import io.naru.common.chaos.HarmfulProxy;
import io.naru.common.chaos.HistoryReader;
import io.naru.common.chaos.Noted;
import io.naru.common.chaos.Reading;
import io.naru.common.chaos.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run: everybody talks while everything is harmed, then all come to rest, and what they noted is compared with what
 * the relay has kept.
 *
 * <p>Threading: the test's.
 */
final class ChaosRun implements AutoCloseable {
    private static final int CLIENTS_OF_A_HOST = 8;
    private static final int LEAST_HOSTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Shape shape;
    private final Random random;
    private final Random harms;
    private final ChaosRelay relay;
    private final Map<Blow, Integer> blows = new EnumMap<>(Blow.class);
    private volatile boolean isCalm;
    private HarmfulProxy proxy;
    private ChaosCrew crew;
    private Absences absences;

    /**
     * How large it is, and which of all runs of that size.
     *
     * @param retained how many messages of each room the relay keeps
     */
    record Shape(long seed, int clients, int seconds, int retained) {}

    /** What is done to the programs; the proxy does its harm besides. */
    enum Blow {
        KILL_RELAY,
        TERMINATE_RELAY,
        FREEZE_RELAY,
        KILL_CLIENTS,
        CUT_ALL,
        /** Until the relay has forgotten what they miss; not while others are away. */
        KEEP_CLIENTS_AWAY
    }

    /**
     * What came of it.
     *
     * @param unrest who didn't come to rest, and why; empty if all did
     * @param forgotten how many messages the relay has forgotten, as it was told
     * @param markers what clients said to be gone
     * @param figures how much happened, for people
     */
    record Result(
            List<Violation> violations, String unrest, long kept, long forgotten, Markers markers, String figures) {}

    /**
     * How often clients said that messages are gone.
     *
     * @param atStarts before anything of that room was shown since the program began
     * @param behindLines behind what it had shown
     */
    record Markers(long atStarts, long behindLines) {
        static Markers in(List<Diary> diaries) {
            long atStarts = 0;
            long behindLines = 0;
            for (Diary diary : diaries) {
                Set<String> shown = new HashSet<>();
                for (Noted line : diary.lines()) {
                    if (line instanceof Noted.Started) {
                        shown.clear();
                    } else if (line instanceof Noted.Shown chat) {
                        shown.add(chat.room());
                    } else if (line instanceof Noted.Gap gap && gap.isGone()) {
                        boolean isBehind = shown.contains(gap.room());
                        behindLines += isBehind ? 1 : 0;
                        atStarts += isBehind ? 0 : 1;
                    }
                }
            }
            return new Markers(atStarts, behindLines);
        }
    }

    ChaosRun(Path folder, Shape shape) throws IOException {
        this.folder = folder;
        this.shape = shape;
        this.random = new Random(shape.seed());
        this.harms = new Random(random.nextLong());
        this.relay = new ChaosRelay(folder.resolve("relay"), shape.retained());
    }

    /** Where the relay's log is. */
    Path relayLog() {
        return relay.log();
    }

    Result run() throws IOException, InterruptedException {
        relay.start();
        proxy = new HarmfulProxy(relay.address(), this::harm);
        int hosts = Math.max(LEAST_HOSTS, shape.clients() / CLIENTS_OF_A_HOST);
        crew = new ChaosCrew(folder, proxy.address(), relay.fingerprint(), random, installs(), hosts);
        for (String user : crew.users()) {
            // The first login makes the account.
            HistoryReader.read(relay.address(), user, ChaosHost.passwordOf(user));
        }
        crew.start();
        absences = new Absences(crew, proxy, relay);
        harmAll();
        isCalm = true;
        proxy.cutAll(true);
        absences.awaitEnd(PATIENCE);
        String unrest = crew.comeToRest(PATIENCE);
        crew.stop();
        // What is read after all isn't what a relay happens to have in memory.
        relay.killAndKeep();
        return result(unrest);
    }

    /** Some users have two clients. */
    private List<ChaosHost.Install> installs() {
        int users = Math.max(2, shape.clients() * 2 / 3);
        return IntStream.range(0, shape.clients())
                .mapToObj(i -> new ChaosHost.Install("c" + i, "user" + i % users))
                .toList();
    }

    private HarmfulProxy.Harms harm() {
        return isCalm ? HarmfulProxy.Harms.NONE : new HarmfulProxy.Harms(Harm.random(harms), Harm.random(harms));
    }

    private void harmAll() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(shape.seconds());
        Queue<Blow> deck = new ArrayDeque<>();
        while (System.nanoTime() - end < 0) {
            pause(200, 1_500);
            absences.proceed();
            if (deck.isEmpty()) {
                List<Blow> shuffled = new ArrayList<>(Arrays.asList(Blow.values()));
                Collections.shuffle(shuffled, random);
                deck.addAll(shuffled);
            }
            strike(deck.remove());
        }
    }

    private void strike(Blow blow) throws IOException, InterruptedException {
        blows.merge(blow, 1, Integer::sum);
        switch (blow) {
            case KILL_RELAY -> relay.killAndRestart();
            case TERMINATE_RELAY -> relay.terminateAndRestart();
            case FREEZE_RELAY -> {
                relay.freeze();
                pause(100, 3_000);
                relay.thaw();
            }
            case KILL_CLIENTS -> crew.killAndRestartOne();
            case CUT_ALL -> proxy.cutAll(random.nextBoolean());
            case KEEP_CLIENTS_AWAY -> absences.begin();
        }
    }

    private void pause(int fromMillis, int toMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(fromMillis + random.nextInt(toMillis - fromMillis)));
    }

    private Result result(String unrest) throws IOException {
        List<Diary> diaries = crew.diaries();
        List<Reading> readings = new ArrayList<>();
        for (String user : crew.users()) {
            readings.addAll(HistoryReader.read(relay.address(), user, ChaosHost.passwordOf(user)));
        }
        Map<String, Reading> rooms =
                readings.stream().collect(Collectors.toMap(Reading::key, reading -> reading, (one, same) -> one));
        long kept = rooms.values().stream()
                .mapToLong(reading -> reading.messages().size())
                .sum();
        long forgotten = rooms.values().stream()
                .mapToLong(reading -> reading.oldestSeq() - 1)
                .sum();
        Markers markers = Markers.in(diaries);
        String figures = String.format(
                Locale.ROOT,
                "%d said, %d kept and %d forgotten in %d rooms, %d shown, %d absences with %d markers of"
                        + " what is gone at starts and %d behind lines, %d starts of clients, %s",
                count(diaries, Noted.Said.class),
                kept,
                forgotten,
                rooms.size(),
                count(diaries, Noted.Shown.class),
                absences.begun(),
                markers.atStarts(),
                markers.behindLines(),
                count(diaries, Noted.Started.class),
                blows);
        return new Result(
                Checker.violations(diaries, readings, shape.retained()), unrest, kept, forgotten, markers, figures);
    }

    private static long count(List<Diary> diaries, Class<? extends Noted> kind) {
        return diaries.stream()
                .flatMap(diary -> diary.lines().stream())
                .filter(kind::isInstance)
                .count();
    }

    @Override
    public void close() throws IOException {
        if (crew != null) {
            crew.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        relay.close();
    }
}
