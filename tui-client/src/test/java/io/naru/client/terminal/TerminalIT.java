package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.naru.client.testkit.PtyProgram;
import io.naru.client.testkit.ScreenDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The terminal in a real pseudo-terminal: that what is drawn is seen, and that everything is given back. */
@Timeout(120)
class TerminalIT {
    private static final List<String> PROBE = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            ProbeProgram.class.getName());

    @TempDir
    private Path folder;

    @Test
    void keysAndPastesArriveAndTheTerminalIsGivenBack() throws Exception {
        try (PtyProgram program = shell("stty -g > before; " + probe() + "; stty -g > after; echo shell again")) {
            program.waitForScreen("probe 80x24 한글 😀 │");
            assertThat(program.screen().isAlternate()).isTrue();
            assertThat(program.screen().isModeOn(2004)).isTrue();
            program.type("\033[A\023\032\034x\033");
            program.waitForScreen("key Esc");
            program.waitForScreen("key Up");
            program.waitForScreen("key Ctrl+S");
            program.waitForScreen("key Ctrl+\\");
            program.type("\033[200~두 줄\rpasted\033[201~한");
            program.waitForScreen("paste 두 줄/pasted");
            program.waitForScreen("key 한");
            program.type("oq");
            assertThat(program.waitForExit()).isZero();
            assertGivenBack(program);
            assertThat(program.screen().text()).contains("status 0").doesNotContain("printed under the screen");
        }
    }

    @Test
    void faultGivesTheTerminalBackAndSaysSo() throws Exception {
        for (String fault : List.of("!", "?")) {
            try (PtyProgram program = shell("stty -g > before; " + probe() + "; stty -g > after; echo shell again")) {
                program.waitForScreen("probe 80x24");
                program.type(fault);
                assertThat(program.waitForExit()).isZero();
                assertGivenBack(program);
                assertThat(program.screen().text()).contains("status 1").contains("the log says more");
            }
        }
    }

    @Test
    void signalThatEndsTheProcessGivesTheTerminalBack() throws Exception {
        // Without job control the shell and its background process share the terminal.
        String script = "stty -g > before; " + probe() + " & echo $! > pid; wait $!; stty -g > after; echo shell again";
        try (PtyProgram program = shell(script)) {
            program.waitForScreen("probe 80x24");
            String pid = Files.readString(folder.resolve("pid")).strip();
            run(List.of("/bin/kill", "-TERM", pid));
            assertThat(program.waitForExit()).isZero();
            assertGivenBack(program);
        }
    }

    @Test
    void resizesDownToNothingAndBackAreSurvived() throws Exception {
        try (PtyProgram program = start(80, 24)) {
            program.waitForScreen("probe 80x24");
            for (int[] size : new int[][] {{1, 1}, {2, 1}, {1, 50}, {40, 12}, {200, 3}, {120, 40}}) {
                program.resize(size[0], size[1]);
            }
            program.waitForScreen("probe 120x40");
            program.type("q");
            assertThat(program.waitForExit()).isZero();
        }
    }

    @Test
    void randomScreensAreSeenAsTheyWerePainted() throws Exception {
        long order = new Random().nextLong();
        Random random = new Random(order);
        try (PtyProgram program = start(80, 24)) {
            program.waitForScreen("probe 80x24");
            int columns = 80;
            int rows = 24;
            for (int seed = 1; seed <= 60; seed++) {
                if (random.nextInt(4) == 0) {
                    columns = 30 + random.nextInt(120);
                    rows = 2 + random.nextInt(50);
                    program.resize(columns, rows);
                }
                program.type("n");
                long shownSeed = seed;
                List<String> painted = ScreenDump.render(
                                columns, rows, canvas -> ProbeProgram.drawRandom(canvas, shownSeed))
                        .rows();
                program.waitUntil(
                        "the screen of seed " + seed + " in the order of seed " + order + ":\n"
                                + String.join("\n", painted),
                        shown -> shown.lines().equals(painted));
            }
            assertThat(program.screen().surprises()).isEmpty();
        }
    }

    @Test
    void tmuxSeesTheSame() throws Exception {
        assumeTrue(canRun("tmux", "-V"), "tmux isn't installed");
        String socket = folder.resolve("tmux").toString();
        try {
            assertThat(run(List.of(
                            "tmux",
                            "-S",
                            socket,
                            "-u",
                            "-f",
                            "/dev/null",
                            "new-session",
                            "-d",
                            "-x",
                            "100",
                            "-y",
                            "30",
                            probe())))
                    .isEmpty();
            Random random = new Random(5);
            int columns = 100;
            int rows = 30;
            for (int seed = 1; seed <= 25; seed++) {
                if (seed % 5 == 0) {
                    columns = 30 + random.nextInt(100);
                    rows = 2 + random.nextInt(40);
                    run(List.of("tmux", "-S", socket, "resize-window", "-x", "" + columns, "-y", "" + rows));
                }
                waitForTmux(socket, seed == 1 ? "probe 100x30" : "seed " + (seed - 1));
                run(List.of("tmux", "-S", socket, "send-keys", "n"));
                String head = "seed " + seed + " of " + columns + "x" + rows;
                List<String> shown = waitForTmux(socket, head);
                long shownSeed = seed;
                assertThat(shown)
                        .as(head)
                        .isEqualTo(ScreenDump.render(columns, rows, c -> ProbeProgram.drawRandom(c, shownSeed))
                                .rows());
            }
        } finally {
            run(List.of("tmux", "-S", socket, "kill-server"));
        }
    }

    @Test
    void suspendedProgramComesBackWhole() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash isn't installed");
        try (PtyProgram program = PtyProgram.start(
                80, 24, folder, Map.of("PS1", "prompt> "), List.of("/bin/bash", "--norc", "--noprofile", "-i"))) {
            // Under a short name: the shell repeats it, and the class path alone fills the screen. With exec, as the
            // launcher does it: the shell takes the terminal back when its child stands still, which must be the
            // program, or what is typed then is still read by the program.
            Files.writeString(folder.resolve("probe"), "exec " + probe());
            program.waitForScreen("prompt>");
            program.type("sh probe\r");
            program.waitForScreen("probe 80x24");
            program.type("\032");
            program.waitUntil(
                    "the shell", shown -> !shown.isAlternate() && shown.text().contains("Stopped"));
            assertThat(program.screen().isModeOn(2004) && program.screen().isAlternate())
                    .isFalse();
            program.type("stty -a | grep -c ' icanon'; fg\r");
            program.waitUntil(
                    "the program again",
                    shown -> shown.isAlternate() && shown.text().contains("key Ctrl+Z"));
            program.type("q");
            program.waitForScreen("status 0");
        }
    }

    @Test
    void terminalThatCannotShowAScreenIsRefusedInASentence() throws Exception {
        try (PtyProgram program = PtyProgram.start(80, 24, folder, Map.of("TERM", "dumb"), PROBE)) {
            assertThat(program.waitForExit()).isEqualTo(3);
            assertThat(program.screen().text()).contains("can't show a full screen");
        }
        Process withoutTerminal =
                new ProcessBuilder(withSetsid()).redirectErrorStream(true).start();
        String said = new String(withoutTerminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("no terminal").doesNotContain("Exception");
    }

    private static List<String> withSetsid() {
        return List.of("/bin/sh", "-c", "TERM=xterm setsid -w " + String.join(" ", PROBE) + " < /dev/null");
    }

    private static void assertGivenBack(PtyProgram program) {
        assertThat(program.screen().isAlternate()).isFalse();
        assertThat(program.screen().isCursorVisible()).isTrue();
        assertThat(program.screen().isModeOn(2004)).isFalse();
        assertThat(program.screen().lines()).contains("shell again");
    }

    private PtyProgram start(int columns, int rows) throws IOException {
        return PtyProgram.start(columns, rows, folder, Map.of(), PROBE);
    }

    private PtyProgram shell(String script) throws IOException {
        return PtyProgram.start(
                80, 24, folder, Map.of(), List.of("/bin/sh", "-c", script + "; cmp before after && exit 0; exit 9"));
    }

    private static String probe() {
        return String.join(" ", PROBE);
    }

    private List<String> waitForTmux(String socket, String firstLine) throws Exception {
        return Awaitility.await("tmux shows " + firstLine)
                .atMost(Duration.ofSeconds(30))
                .until(() -> capture(socket), lines -> lines.stream().anyMatch(line -> line.contains(firstLine)));
    }

    private List<String> capture(String socket) throws IOException, InterruptedException {
        String[] lines =
                run(List.of("tmux", "-S", socket, "-u", "capture-pane", "-p")).split("\n", -1);
        return Arrays.stream(lines)
                .limit(lines.length - 1)
                .map(String::stripTrailing)
                .toList();
    }

    private static boolean canRun(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        builder.environment().put("LC_CTYPE", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
