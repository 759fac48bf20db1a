package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real relay in the hands of whoever runs it: its socket, its log, its signals, and what others can see of it. */
@EnabledOnOs(OS.LINUX)
final class OperatedRelayIT {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path folder;

    private Household household;
    private PipedProgram relay;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        household = Household.in(folder, "admin");
        RunningRelay.addAccount(household, "kim", PASSWORD);
        serve();
    }

    private void serve() throws IOException {
        // With the umask that leaves the most open.
        relay = PipedProgram.start(
                household,
                Map.of(),
                List.of(
                        "/bin/sh",
                        "-c",
                        "umask 000; exec \"$0\" \"$@\"",
                        Household.RELAY.toString(),
                        "serve",
                        "--data",
                        "data",
                        "--password-cost",
                        "low",
                        "--listen",
                        "127.0.0.1:0",
                        "--metrics",
                        "127.0.0.1:0",
                        "--log-file",
                        "data/relay.log"));
        await("event=ready", 1);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private Path log() {
        return household.home().resolve("data/relay.log");
    }

    /** The log by lines, the rotated files first. */
    private List<String> logged() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(log().getParent())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("relay.log"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private void await(String part, long times) {
        Awaitility.await(part + " in the log")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> Files.exists(log())
                        && logged().stream().filter(line -> line.contains(part)).count() >= times);
    }

    private record Result(int status, String output, String errors) {}

    private Result ctl(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Household.RELAY.toString(), "ctl", "--data", "data"));
        command.addAll(List.of(words));
        try (PipedProgram ctl = PipedProgram.start(household, Map.of(), command)) {
            int status = ctl.waitForExit();
            return new Result(status, ctl.output(), ctl.errors());
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(relay.handle().pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    @Test
    void ctlTellsObeysAndEndsWithItsStatus() throws Exception {
        assertThat(ctl("status").output()).contains("users ", "longest turn ");
        assertThat(ctl("status", "--json").output())
                .startsWith("{\"version\":\"0.")
                .contains("\"users\":0,");
        assertThat(ctl("kick", "kim")).isEqualTo(new Result(1, "", "naru-relay: kim isn't online.\n"));
        assertThat(ctl("kick", "kim", "--json")).isEqualTo(new Result(1, "{\"refused\":\"kim isn't online.\"}\n", ""));
        assertThat(ctl("dance").status()).isEqualTo(2);
        assertThat(ctl("ban", "--for", "2 hours", "kim").status()).isEqualTo(2);
        assertThat(ctl("ban", "kim", "too", "loud", "--for", "2h").output()).contains("kim was banned");

        assertThat(ctl("stop")).isEqualTo(new Result(0, "The relay has stopped.\n", ""));

        assertThat(relay.waitForExit()).isZero();
        assertThat(ctl("status"))
                .isEqualTo(new Result(1, "", "naru-relay: No relay runs with the data folder data.\n"));
        assertThat(logged())
                .anyMatch(line -> line.contains("event=ban target=kim by=ctl seconds=7200 reason=\"too loud\""));
    }

    @Test
    void afterACrashCtlSaysSoAndTheNextRelayTakesTheSocket() throws Exception {
        relay.handle().destroyForcibly();
        relay.waitForExit();
        assertThat(ctl("status").errors()).contains("the last one didn't end in order");

        Files.delete(log());
        serve();

        assertThat(ctl("status").status()).isZero();
    }

    @Test
    void hangUpOpensTheLogAnewAndLosesNoLine() throws Exception {
        for (int i = 1; i <= 3; i++) {
            Files.move(log(), log().resolveSibling("relay.log." + i));
            signal("HUP");
            await("event=reload", i);
        }
        assertThat(Files.readAllLines(log())).as("the newest file").anyMatch(line -> line.contains("event=reload"));
        assertThat(logged().stream().filter(line -> line.contains("event=ready")))
                .hasSize(1);
        assertThat(logged()).allMatch(line -> line.startsWith("time="));
        assertThat(ctl("status").status()).as("alive").isZero();
        signal("TERM");
        assertThat(relay.waitForExit()).isZero();
    }

    @Test
    void nothingBelowTheDataFolderIsOpenToOthersWhateverTheUmask() throws Exception {
        ctl("ban", "addr:192.0.2.1");
        signal("HUP");
        await("event=reload", 1);

        try (Stream<Path> all = Files.walk(household.home().resolve("data"))) {
            List<String> modes = all.map(OperatedRelayIT::mode).toList();
            assertThat(modes)
                    .anyMatch(mode -> mode.endsWith("ctl.sock"))
                    .anyMatch(mode -> mode.endsWith("naru.db-wal"))
                    .anyMatch(mode -> mode.endsWith("relay-identity.pem"))
                    .anyMatch(mode -> mode.endsWith("relay.log"))
                    .allMatch(mode -> mode.startsWith("rwx------ folder ") || mode.startsWith("rw------- "));
        }
    }

    private static String mode(Path path) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            return mode + (Files.isDirectory(path) ? " folder " : " ") + path.getFileName();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void processListAndLogShowNoSecret() throws Exception {
        List<String> invite =
                List.of(Household.RELAY.toString(), "invite", "create", "--data", "data", "--host", "127.0.0.1:7411");
        String link;
        try (PipedProgram inviting = PipedProgram.start(household, Map.of(), invite)) {
            assertThat(inviting.waitForExit()).as(inviting.errors()).isZero();
            link = inviting.output().strip();
        }
        String key = Files.readString(household.home().resolve("data/relay-identity.pem"));
        List<String> secrets = new ArrayList<>(List.of(PASSWORD, link));
        key.lines().filter(line -> !line.startsWith("-----")).forEach(secrets::add);

        Path process = Path.of("/proc", Long.toString(relay.handle().pid()));
        for (String file : List.of("cmdline", "environ")) {
            String seen = Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1);
            assertThat(seen).as(file).isNotEmpty().doesNotContain(secrets);
        }
        assertThat(String.join("\n", logged())).doesNotContain(secrets);
    }
}
