package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real {@code naru get} where the system gives it too little room: it ends with a sentence, keeps what came, and
 * goes on with that once there is more.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class ScarceDiskIT {
    private static final int OCTETS = (12 << 20) + 4_321;
    private static final int LIMIT_KIB = 8 << 10;

    @TempDir
    private Path folder;

    private RunningRelay relay;
    private PipedProgram bob;
    private Household alice;
    private Path into;
    private Path shared;

    @BeforeEach
    void start() throws Exception {
        relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
        Household bobHome = Household.in(folder, "bob");
        shared = Files.createDirectories(bobHome.home().resolve("data")).resolve("big.bin");
        byte[] content = new byte[OCTETS];
        new Random(5).nextBytes(content);
        Files.write(shared, content);
        bob = PipedProgram.start(
                bobHome,
                Map.of(),
                List.of(
                        "/bin/sh",
                        "-c",
                        "exec " + files(bobHome, "bob", "share '" + shared.getParent() + "' --serve")));
        bob.waitForLine("Sharing ");
        alice = Household.in(folder, "alice");
        into = Files.createDirectories(alice.home().resolve("in"));
    }

    @AfterEach
    void stop() {
        bob.close();
        relay.close();
    }

    private String files(Household household, String name, String words) throws IOException {
        return "'" + Household.NARU + "' " + words + " --relay " + name + "@" + relay.address() + " --fingerprint "
                + relay.fingerprint() + " --password-file '" + household.secret("a long secret") + "'";
    }

    private record Result(int status, String output, String errors) {}

    /** Runs commands of a shell, among them {@code $get}. */
    private Result run(List<String> shell, String script) throws Exception {
        String get = "get() { " + files(alice, "alice", "get bob:big.bin -o in --json") + "; }\n";
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("/bin/sh", "-c", get + script));
        try (PipedProgram program = PipedProgram.start(alice, Map.of(), command)) {
            int status = program.waitForExit();
            return new Result(status, program.output(), program.errors());
        }
    }

    private void assertThatItGoesOn(Result result) throws IOException {
        assertThat(result.status()).as(result.toString()).isZero();
        long first = result.output()
                .lines()
                .filter(line -> line.contains("\"state\":\"running\""))
                .map(line -> line.replaceAll(".*\"done\":([0-9]+).*", "$1"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(OCTETS);
        assertThat(first).as(result.output()).isGreaterThan(OCTETS / 4);
    }

    @Test
    void whereNoFileMayGrowThatLarge() throws Exception {
        Result first = run(List.of(), "ulimit -f " + LIMIT_KIB + "; get");

        assertThat(first.status()).as(first.toString()).isEqualTo(1);
        assertThat(first.output()).contains("can't hold a file that large. Choose another folder.");
        assertThat(first.output() + first.errors()).doesNotContain("Exception");
        assertThat(into.resolve(".big.bin.naru-part")).exists();
        assertThat(into.resolve("big.bin")).doesNotExist();

        assertThatItGoesOn(run(List.of(), "get"));
        assertThat(into.resolve("big.bin")).hasSameBinaryContentAs(shared);
        assertThat(into.toFile().list()).containsExactly("big.bin");
    }

    @Test
    void whereTheDiskIsTooSmallAndThenTakenByOthers() throws Exception {
        List<String> ownMounts = List.of("unshare", "-rm");
        Process mounts = new ProcessBuilder("unshare", "-rm", "true").start();
        assumeTrue(
                mounts.waitFor(20, TimeUnit.SECONDS) && mounts.exitValue() == 0,
                "Not tried, since this machine lets nobody have mounts of their own.");

        Result result = run(ownMounts, """
                mount -t tmpfs -o size=6m tmpfs in
                get
                echo "status $?"
                mount -o remount,size=14m in
                dd if=/dev/zero of=in/others bs=1M count=5 2>/dev/null
                get
                echo "status $?"
                rm in/others
                get
                echo "status $?"
                cmp in/big.bin '%s' && ls -A in
                """.formatted(shared));

        assertThat(result.output()).as(result.toString()).contains("There is no room for it in ");
        assertThat(result.output().lines().filter(line -> line.startsWith("status ")))
                .containsExactly("status 1", "status 1", "status 0");
        assertThat(result.output()).endsWith("status 0\nbig.bin\n");
        assertThat(result.output() + result.errors()).doesNotContain("Exception");
    }
}
