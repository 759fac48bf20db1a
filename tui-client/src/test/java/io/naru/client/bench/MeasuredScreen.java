package io.naru.client.bench;

import io.naru.client.testkit.PtyProgram;
import io.naru.client.testkit.VtScreen;
import io.naru.relay.RelayServer;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The built program in a pseudo-terminal of 120x40, and a clock beside it.
 *
 * <p>Threading: one thread.
 */
final class MeasuredScreen implements AutoCloseable {
    static final int COLUMNS = 120;
    static final int ROWS = 40;

    private static final Path PROGRAM = Path.of("target/naru/bin/naru").toAbsolutePath();
    private static final String FRAME_MARK = "#lobby";
    private static final int KEYS_IN_A_ROW = 30;

    private final PtyProgram program;
    private final long startedNanos;

    private MeasuredScreen(PtyProgram program, long startedNanos) {
        this.program = program;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts the program.
     *
     * @param java the Java to run it with
     * @param home everything that it keeps goes here
     * @param archive whether it may use and make an archive of classes
     */
    static MeasuredScreen start(Path java, Path home, boolean archive, RelayServer relay) throws IOException {
        Path password = home.resolve("password");
        if (Files.notExists(password)) {
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, "secret\n");
        }
        List<String> command = List.of(
                PROGRAM.toString(),
                "--password-file=" + password,
                "--fingerprint=" + relay.fingerprint(),
                "me@" + relay.address().getAddress().getHostAddress() + ":"
                        + relay.address().getPort());
        return start(home, variables(java, home, archive), command);
    }

    /** Starts a JVM that does nothing but say so, with the same flags as the program. */
    static MeasuredScreen startBare(Path java, Path home) throws IOException {
        return start(
                home,
                Map.of(),
                List.of(
                        java.resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        Path.of("target/test-classes").toAbsolutePath().toString(),
                        BareStart.class.getName()));
    }

    private static MeasuredScreen start(Path home, Map<String, String> variables, List<String> command)
            throws IOException {
        long startedNanos = System.nanoTime();
        return new MeasuredScreen(PtyProgram.start(COLUMNS, ROWS, home, variables, command), startedNanos);
    }

    private static Map<String, String> variables(Path java, Path home, boolean archive) {
        Map<String, String> variables = new HashMap<>();
        for (String unset : List.of("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LANG")) {
            variables.put(unset, "");
        }
        variables.put("HOME", home.toString());
        variables.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        variables.put("JAVA_HOME", java.toString());
        variables.put("NARU_ARCHIVE", archive ? "" : "off");
        return variables;
    }

    /** From before the start to when the frame stands there. */
    double millisToFrame() throws InterruptedException {
        return millisTo(FRAME_MARK);
    }

    /** From before the start to when the text shows. */
    double millisTo(String text) throws InterruptedException {
        program.waitForScreen(text);
        return (System.nanoTime() - startedNanos) / 1e6;
    }

    /** Waits until the login is done. */
    void awaitLogin() throws InterruptedException {
        program.waitForScreen("Connected to");
    }

    /** Waits for a text. */
    void awaitText(String text) throws InterruptedException {
        program.waitForScreen(text);
    }

    /** Types keys at uneven times and measures when each shows in the composer. */
    Spread echo(int keys, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<Double> millis = new ArrayList<>();
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < keys; i++) {
            pause(30 + random.nextInt(100));
            char key = (char) ('a' + random.nextInt(26));
            typed.append(key);
            String wanted = typed.toString();
            long before = System.nanoTime();
            program.type(Character.toString(key));
            program.waitUntil("the key " + wanted, screen -> composer(screen).contains(wanted));
            millis.add((System.nanoTime() - before) / 1e6);
            if (typed.length() == KEYS_IN_A_ROW) {
                typed.setLength(0);
                program.type("\025");
                program.waitUntil(
                        "an empty composer", screen -> !composer(screen).contains(wanted));
            }
        }
        return new Spread(millis);
    }

    /** Has everything drawn anew so many times, and measures when it came. */
    Spread fullDraw(int times) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            pause(150);
            long octets = program.octets();
            long before = System.nanoTime();
            program.type("\014");
            program.waitUntil("a frame", screen -> program.octets() > octets + COLUMNS * ROWS / 2);
            millis.add((System.nanoTime() - before) / 1e6);
        }
        return new Spread(millis);
    }

    private static String composer(VtScreen screen) {
        return screen.lines().get(ROWS - 2);
    }

    /** What the program has written so far. */
    long octets() {
        return program.octets();
    }

    /** What the JVM has used so far. */
    ProcessFigures figures() throws IOException {
        return ProcessFigures.of(jvm());
    }

    private long jvm() {
        return ProcessHandle.of(program.pid())
                .flatMap(launcher -> launcher.descendants().findFirst())
                .map(ProcessHandle::pid)
                .orElse(program.pid());
    }

    static void pause(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Ends the program in order, so that nothing of it is left. */
    @Override
    public void close() throws IOException {
        try {
            program.signal("TERM");
            program.waitForExit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            program.close();
        }
    }
}
