package io.naru.client.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does while it keeps a terminal for the JVM. The pseudo-terminal comes from {@code script}. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LauncherTerminalIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Pattern UP = Pattern.compile("up (?<jvm>\\d+) (?<launcher>\\d+) ");

    @TempDir
    private Path folder;

    private Process terminal;
    private BufferedReader shown;
    private long jvm;
    private long launcher;

    @BeforeEach
    void aTerminalIsNeeded() {
        assumeTrue(Files.isExecutable(SCRIPT), "this machine has no script(1)");
    }

    @AfterEach
    void closeTheTerminal() throws InterruptedException {
        if (terminal != null) {
            terminal.destroy();
            assertThat(terminal.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aKilledJvmLeavesTheTerminalAsItWas() throws Exception {
        startAndWait("screen");

        signal("KILL", jvm);

        assertThat(rest())
                .contains("\033[?1049l")
                .contains("naru: it was killed, by hand or for want of memory.")
                .contains("status 137")
                .contains(" echo ")
                .contains(" icanon ");
    }

    @Test
    void aSignalForTheLauncherEndsTheJvmInOrder() throws Exception {
        for (Map.Entry<String, Integer> each :
                Map.of("TERM", 143, "HUP", 129, "INT", 130).entrySet()) {
            startAndWait("wait");

            signal(each.getKey(), launcher);

            assertThat(rest()).contains("left in order").contains("status " + each.getValue());
            assertThat(ProcessHandle.of(jvm)).isEmpty();
        }
    }

    @Test
    void theInterruptKeyEndsTheJvmInOrder() throws Exception {
        startAndWait("wait");

        terminal.outputWriter(StandardCharsets.UTF_8).append('\003').flush();

        assertThat(rest()).contains("left in order").contains("status 130");
    }

    private void startAndWait(String what) throws IOException {
        Installation client = Installation.of(Path.of("target/naru"), "naru", folder.resolve(what + System.nanoTime()));
        // The trap keeps the shell, which the interrupt key reaches as well, alive to tell.
        String commands = "trap : INT; '" + client.script() + "' " + what + "; echo status $?; stty -a";
        terminal = Installation.start(
                List.of(SCRIPT.toString(), "-qfc", commands, "/dev/null"),
                Map.of(
                        "PATH", System.getenv("PATH"),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "LC_ALL", "C.UTF-8",
                        "SHELL", "/bin/sh",
                        "TERM", "xterm",
                        "NARU_ARCHIVE", "off"));
        shown = terminal.inputReader(StandardCharsets.UTF_8);
        Matcher up = UP.matcher("");
        while (!up.find()) {
            String line = shown.readLine();
            assertThat(line).as("a line from the terminal").isNotNull();
            up.reset(line);
        }
        jvm = Long.parseLong(up.group("jvm"));
        launcher = Long.parseLong(up.group("launcher"));
    }

    private static void signal(String name, long process) throws Exception {
        int status = new ProcessBuilder("kill", "-s", name, Long.toString(process))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    /** Everything that the terminal shows until its shell is done, as one line. */
    private String rest() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = shown.readLine(); line != null; line = shown.readLine()) {
            text.append(line).append(' ');
        }
        return text.toString();
    }
}
