package io.naru.client.chaos;

import static org.awaitility.Awaitility.await;

import io.naru.common.chaos.Diary;
import io.naru.common.chaos.DiaryText;
import io.naru.common.chaos.Noted;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The programs that run the clients, each some of them.
 *
 * <p>Threading: the run's.
 */
final class ChaosCrew implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String STATUS = "status ";
    private static final int NOBODY = -1;

    private final Path folder;
    private final InetSocketAddress relay;
    private final Fingerprint fingerprint;
    private final Random random;
    private final List<ChaosHost.Install> installs;
    private final List<List<ChaosHost.Install>> hosted = new ArrayList<>();
    private final List<ChildProgram> programs = new ArrayList<>();
    /** The program that is away. */
    private int away = NOBODY;

    private boolean isKilled;
    /** The one that is sent away next. */
    private int next;

    /** Clients that haven't begun, spread over so many programs. */
    ChaosCrew(
            Path folder,
            InetSocketAddress relay,
            Fingerprint fingerprint,
            Random random,
            List<ChaosHost.Install> installs,
            int hosts)
            throws IOException {
        this.folder = folder;
        this.relay = relay;
        this.fingerprint = fingerprint;
        this.random = random;
        this.installs = List.copyOf(installs);
        for (int host = 0; host < hosts; host++) {
            hosted.add(new ArrayList<>());
        }
        for (int i = 0; i < installs.size(); i++) {
            hosted.get(i % hosts).add(installs.get(i));
        }
        Files.createDirectories(folder.resolve("diaries"));
    }

    /** All users. */
    List<String> users() {
        return installs.stream().map(ChaosHost.Install::user).distinct().toList();
    }

    /** Starts all programs. */
    void start() throws IOException {
        for (int host = 0; host < hosted.size(); host++) {
            programs.add(start(host));
        }
    }

    private ChildProgram start(int host) throws IOException {
        String own = hosted.get(host).stream().map(ChaosHost.Install::toString).collect(Collectors.joining(","));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosHost.class.getName(),
                folder.toString(),
                Integer.toString(relay.getPort()),
                fingerprint.toString(),
                Long.toString(random.nextLong()),
                own,
                String.join(",", users()));
        return ChildProgram.start(command, Map.of(), folder.resolve("host-" + host + ".log"));
    }

    /** Kills one of the programs at any moment, and starts it again on the same folders. */
    void killAndRestartOne() throws IOException, InterruptedException {
        int host = random.nextInt(programs.size());
        if (host == away) {
            host = (host + 1) % programs.size();
        }
        kill(host);
        programs.set(host, start(host));
    }

    private void kill(int host) throws IOException, InterruptedException {
        long before = System.currentTimeMillis();
        programs.get(host).kill();
        for (ChaosHost.Install install : hosted.get(host)) {
            try (DiaryText diary = new DiaryText(ChaosHost.diary(folder, install.client()))) {
                diary.add(new Noted.Killed(before));
            }
        }
    }

    /** The next one of the programs is killed, or stands still, until {@link #bringBack}; one at a time. */
    void sendAway(boolean isToBeKilled) throws IOException, InterruptedException {
        away = next;
        next = (next + 1) % programs.size();
        isKilled = isToBeKilled;
        if (isKilled) {
            kill(away);
        } else {
            programs.get(away).signal("STOP");
        }
    }

    /** It begins again on its folders, or goes on. */
    void bringBack() throws IOException, InterruptedException {
        if (isKilled) {
            programs.set(away, start(away));
        } else {
            programs.get(away).signal("CONT");
        }
        away = NOBODY;
    }

    /** Has them say nothing more, and waits until all have come to rest; what hasn't by then is named. */
    String comeToRest(Duration patience) throws IOException, InterruptedException {
        for (ChildProgram program : programs) {
            program.say("quiet");
        }
        try {
            return await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .atMost(patience)
                    .until(this::unrest, String::isEmpty);
        } catch (ConditionTimeoutException e) {
            return unrest();
        }
    }

    private String unrest() throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (ChildProgram program : programs) {
            program.say("status");
            String line = program.await(STATUS, PATIENCE);
            if (!line.equals(STATUS + "rest")) {
                all.append(line.substring(STATUS.length())).append('\n');
            }
        }
        return all.toString();
    }

    /** Has all end in order. */
    void stop() throws IOException, InterruptedException {
        for (ChildProgram program : programs) {
            program.say("stop");
        }
        for (ChildProgram program : programs) {
            program.awaitEnd(PATIENCE);
        }
    }

    /** Whether every client of the program that is sent away next has shown something of a room since it began. */
    boolean mayMiss(RoomName room) throws IOException {
        for (ChaosHost.Install install : hosted.get(next)) {
            Path file = ChaosHost.diary(folder, install.client());
            boolean hasShown = false;
            for (Noted line : Files.exists(file) ? DiaryText.read(file) : List.<Noted>of()) {
                if (line instanceof Noted.Started) {
                    hasShown = false;
                } else if (line instanceof Noted.Shown shown && shown.room().equals(room.canonical())) {
                    hasShown = true;
                }
            }
            if (!hasShown) {
                return false;
            }
        }
        return true;
    }

    /** What all clients have noted. */
    List<Diary> diaries() throws IOException {
        List<Diary> diaries = new ArrayList<>();
        for (ChaosHost.Install install : installs) {
            Path file = ChaosHost.diary(folder, install.client());
            diaries.add(new Diary(install.client(), install.user(), DiaryText.read(file)));
        }
        return diaries;
    }

    @Override
    public void close() {
        programs.forEach(ChildProgram::close);
    }
}
