package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.PtyProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands about files, and a screen that loses its terminal, by the real programs: how they end, and what goes on. */
@Timeout(180)
final class HeadlessIT {
    private static final int OCTETS = 12 << 20;
    private static final Pattern SOME = Pattern.compile(" [1-9][0-9]? % ");

    @TempDir
    private Path folder;

    private RunningRelay relay;
    private Household aliceHome;
    private PipedProgram bob;
    private byte[] content;

    @BeforeEach
    void start() throws Exception {
        relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
        aliceHome = Household.in(folder, "alice");
        Household bobHome = Household.in(folder, "bob");
        content = new byte[OCTETS];
        new Random(3).nextBytes(content);
        Path data = Files.createDirectories(bobHome.home().resolve("data"));
        Files.write(data.resolve("big.bin"), content);
        Path config = Files.createDirectories(bobHome.home().resolve(".config/naru"));
        Files.writeString(config.resolve("naru.properties"), "upload-rate = 1500k\n");
        bob = PipedProgram.start(bobHome, Map.of(), command(bobHome, "bob", "share", data.toString(), "--serve"));
        bob.waitForLine("Sharing ");
    }

    @AfterEach
    void stop() {
        bob.close();
        relay.close();
    }

    private List<String> command(Household household, String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Household.NARU.toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--relay", name + "@" + relay.address()));
        command.addAll(List.of("--fingerprint", relay.fingerprint()));
        command.addAll(
                List.of("--password-file", household.secret("secret of " + name).toString()));
        return command;
    }

    @Test
    void aSeedBoxThatIsEndedHasDoneAllThatItWasToDo() throws Exception {
        bob.terminate();
        assertThat(bob.waitForExit()).as(bob.errors()).isZero();
        assertThat(bob.errors()).endsWith("Stopped. Nothing is shared from here any more.\n");
    }

    @Test
    void ctrlCEndsTheLineOfADownloadAndTheSameCommandGoesOn() throws Exception {
        List<String> command = command(aliceHome, "alice", "get", "bob:big.bin", "-o", "in");
        try (PtyProgram get = PtyProgram.start(80, 24, aliceHome.home(), aliceHome.variables(), command)) {
            get.waitUntil("a part of it", screen -> SOME.matcher(screen.text()).find());
            get.type("\003");
            assertThat(get.waitForExit()).as(get.screen().text()).isEqualTo(130);
            assertThat(get.screen().text().strip()).isEqualTo("Stopped. The same command goes on where it was.");
        }
        try (PipedProgram again = PipedProgram.start(aliceHome, Map.of(), command)) {
            assertThat(again.waitForExit()).as(again.errors()).isZero();
        }
        assertThat(aliceHome.home().resolve("in/big.bin")).hasBinaryContent(content);
        assertThat(aliceHome.home().resolve("in").toFile().list()).containsExactly("big.bin");
    }

    private ScreenUser alice() throws Exception {
        return ScreenUser.logIn(aliceHome, 100, 30, relay, "alice");
    }

    /** Has a download run in a program whose terminal is gone; gives the program. */
    private ProcessHandle lostWhileDownloading(ScreenUser alice) throws Exception {
        alice.see("bob");
        alice.say("/get bob big.bin");
        Path part = alice.download(".big.bin.naru-part");
        alice.seeThat(
                "a part of the file",
                screen -> Files.exists(part) && screen.text().contains("%"));
        return alice.hangUp();
    }

    @Test
    void withoutItsTerminalAProgramFinishesWhatIsUnderWayAndLeaves() throws Exception {
        try (ScreenUser alice = alice()) {
            ProcessHandle naru = lostWhileDownloading(alice);
            assertThat(alice.download("big.bin")).doesNotExist();
            naru.onExit().get(60, TimeUnit.SECONDS);
            assertThat(alice.download("big.bin")).hasBinaryContent(content);
        }
    }

    @Test
    void whoComesBackMeanwhileIsToldAndTakesTheQueueOver() throws Exception {
        try (ScreenUser alice = alice()) {
            ProcessHandle naru = lostWhileDownloading(alice);
            try (ScreenUser again = alice()) {
                again.see("Another Naru of yours has the queue of");
                assertThat(naru.isAlive()).isTrue();
                again.say("/queue take");
                naru.onExit().get(60, TimeUnit.SECONDS);
                assertThat(again.download("big.bin")).doesNotExist();
                again.see("Downloaded big.bin from bob");
                assertThat(again.download("big.bin")).hasBinaryContent(content);
                again.say("/bye");
                again.seeEnd(0);
            }
        }
    }
}
