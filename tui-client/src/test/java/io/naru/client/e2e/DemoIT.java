package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as the README starts it. */
@Timeout(120)
final class DemoIT {
    private static final Path DEMO_FILES = Path.of("target/naru/demo-files").toAbsolutePath();
    private static final List<String> STEPS = List.of(
            "A relay listens on 127.0.0.1:",
            "ok  alice logs in",
            "ok  bob logs in, and alice sees him",
            "ok  alice: Is the page about epoll in your share?",
            "ok  bob: 네, test.txt 예요. Help yourself!",
            "ok  /file ls nobody: No user named nobody is online.",
            "ok  /file ls bob: notes/, big.bin, ferry.png, test.txt, 안녕하세요.txt",
            "ok  /file dn bob test.txt: " + textOctets() + " octets",
            "ok  the copy is identical, octet for octet",
            "Everything held.");

    @TempDir
    private Path folder;

    @Test
    void guestIsGreetedBrowsesDownloadsAndLeavesNothingBehind() throws Exception {
        Household household = Household.in(folder, "guest");
        try (ScreenUser guest = ScreenUser.start(household, 120, 40, "demo")) {
            guest.see("Press F3, then Enter");
            guest.see("안녕하세요");
            guest.see("Users 3");
            ProcessHandle jvm = guest.jvm();
            guest.type("\033OR");
            guest.type("g\r");
            guest.see("notes/");
            guest.see("안녕하세요.txt");
            guest.type("/big\r");
            guest.seeThat("big.bin alone", screen -> !screen.text().contains("ferry.png"));
            guest.type("\r");
            guest.seeThat("big.bin here", screen -> Files.exists(guest.download("big.bin")));
            assertThat(guest.download("big.bin")).isNotEmptyFile();
            guest.type("\033[15~");
            guest.seeLine("bob", "big.bin", "done, 8.4 MB");
            guest.type("\033OQ");
            guest.say("안녕 하나!");
            guest.see("네, 잘 보여요! 한글도 이모지도 🙂");
            guest.say("/bye");
            guest.seeEnd(0);
            jvm.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(household.temporary()).isEmptyDirectory();
        assertThat(filesOf(household.downloads())).containsExactly("big.bin");
    }

    @Test
    void terminatedItLeavesNothingBehindEither() throws Exception {
        Household household = Household.in(folder, "terminated");
        try (ScreenUser guest = ScreenUser.start(household, 80, 24, "demo")) {
            guest.see("Press F3, then Enter");
            assertThat(household.temporary()).isNotEmptyDirectory();
            ProcessHandle jvm = guest.jvm();
            jvm.destroy();
            jvm.onExit().get(20, TimeUnit.SECONDS);
            guest.seeEnd(143);
        }
        assertThat(household.temporary()).isEmptyDirectory();
    }

    @Test
    void scriptHoldsAndSecondStartTakesTheArchive() throws Exception {
        Household household = Household.in(folder, "script");
        Map<String, String> archive = Map.of("NARU_ARCHIVE", "");
        assertScriptHolds(household, archive, "demo", "--script");
        Path cache = household.home().resolve(".cache/naru");
        assertThat(cache).isDirectory();
        awaitArchive(cache);
        assertScriptHolds(household, archive, "demo", "--script");
        assertThat(household.temporary()).isEmptyDirectory();
    }

    @Test
    void withoutATerminalItSaysWhyAndRunsTheScript() throws Exception {
        try (PipedProgram demo = PipedProgram.start(
                Household.in(folder, "pipe"), Map.of(), List.of(Household.NARU.toString(), "demo"))) {
            assertThat(demo.waitForExit()).isZero();
            assertThat(demo.output())
                    .startsWith("Standard input or output isn't a terminal, so there can be no full screen."
                            + " Running the demo's script instead.\n")
                    .endsWith("Everything held.\n");
            assertThat(demo.errors()).isEmpty();
        }
    }

    @Test
    void onADumbTerminalItSaysWhyAndRunsTheScript() throws Exception {
        Household household = Household.in(folder, "dumb");
        try (ScreenUser guest = ScreenUser.start(household, 100, 40, Map.of("TERM", "dumb"), "demo")) {
            guest.seeEnd(0);
            assertThat(guest.screen().text())
                    .contains("A terminal of the kind \"dumb\" (TERM) can't show a full screen.")
                    .contains("Running the demo's script instead.", "Everything held.");
            assertThat(guest.screen().surprises()).isEmpty();
        }
    }

    private static void assertScriptHolds(Household household, Map<String, String> changes, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(Household.NARU.toString()), Stream.of(arguments))
                .toList();
        try (PipedProgram demo = PipedProgram.start(household, changes, command)) {
            assertThat(demo.waitForExit()).as(demo.output()).isZero();
            assertThat(demo.errors()).isEmpty();
            List<String> lines = demo.output().lines().toList();
            assertThat(lines).hasSameSizeAs(STEPS);
            assertThat(lines.get(0)).startsWith(STEPS.get(0));
            assertThat(lines.subList(1, lines.size())).isEqualTo(STEPS.subList(1, STEPS.size()));
        }
    }

    /** It's made in the background, in a folder that goes when it's done. */
    private static void awaitArchive(Path cache) {
        Awaitility.await("the archive").atMost(60, TimeUnit.SECONDS).until(() -> {
            List<String> files = filesOf(cache);
            return files.stream().anyMatch(name -> name.endsWith(".jsa") || name.endsWith(".aot"))
                    && files.stream().noneMatch(name -> name.endsWith(".making"));
        });
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long textOctets() {
        return DEMO_FILES.resolve("test.txt").toFile().length();
    }
}
