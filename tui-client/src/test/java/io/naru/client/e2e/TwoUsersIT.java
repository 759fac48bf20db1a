package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people with the built programs: a relay, and a client in a pseudo-terminal for each of them. */
@Timeout(120)
final class TwoUsersIT {
    private static final Path DEMO_FILES = Path.of("target/naru/demo-files").toAbsolutePath();
    /** A killed client's socket is closed by the kernel, so nobody waits for a time-out. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @Test
    void theyTalkListAndDownload() throws Exception {
        Household relays = Household.in(folder, "relay");
        RunningRelay.addAccount(relays, "alice", "secret of alice");
        RunningRelay.addAccount(relays, "하나", "secret of 하나");
        try (RunningRelay relay = RunningRelay.start(relays);
                ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a"), 120, 40, relay, "alice");
                ScreenUser hana = ScreenUser.logIn(
                        Household.in(folder, "h"), 80, 24, relay, "하나", "--share", DEMO_FILES.toString())) {
            talk(alice, hana);
            assertThat(relay.log()).doesNotContain("Exception").doesNotContain("secret");
            listAndDownloadByKeys(alice);
            listAndDownloadByCommands(alice);
            survivesAnySize(alice, hana);

            alice.say("/bye");
            alice.seeEnd(0);
            hana.see("alice left");
            hana.type("\003\003");
            hana.seeEnd(0);
            relay.stop();
        }
    }

    private static void talk(ScreenUser alice, ScreenUser hana) throws IOException, InterruptedException {
        alice.see("하나 joined");
        alice.say("안녕하세요, 하나 님! 👋");
        hana.seeLine("alice", "안녕하세요, 하나 님! 👋");
        hana.say("네, 반가워요 🙂 e\u0301 각");
        alice.seeLine("하나", "네, 반가워요 🙂");
        alice.say("/who");
        alice.see("2 online: alice (you), 하나");
        alice.seeLine("Users 2");
    }

    private static void listAndDownloadByKeys(ScreenUser alice) throws IOException, InterruptedException {
        alice.type("\033OR");
        alice.type("G\r");
        alice.see("test.txt");
        alice.type("/test.txt\r");
        alice.seeThat(
                "no other file",
                screen -> !screen.text().contains("ferry.png") && screen.text().contains("test.txt"));
        alice.type("d");
        assertIdentical(alice, "test.txt", "test.txt");
    }

    private static void listAndDownloadByCommands(ScreenUser alice) throws IOException, InterruptedException {
        alice.type("\033OQ");
        alice.say("/file ls nobody");
        // Back in the composer, for another name.
        alice.see("No user named nobody is online.");
        alice.say("/file dn 하나 안녕하세요.txt");
        assertIdentical(alice, "안녕하세요.txt", "안녕하세요.txt");
        alice.say("/file dn 하나 test.txt");
        alice.see("already");
        assertThat(alice.download("test (1).txt")).doesNotExist();
        alice.say("/file dn 하나 none.txt");
        alice.see("download none.txt from 하나.");
        alice.see("no such file");
    }

    private static void assertIdentical(ScreenUser user, String shared, String copy)
            throws IOException, InterruptedException {
        Path file = user.download(copy);
        user.seeThat("the copy " + file, screen -> Files.exists(file));
        assertThat(file).hasSameBinaryContentAs(DEMO_FILES.resolve(shared));
    }

    private static void survivesAnySize(ScreenUser alice, ScreenUser hana) throws IOException, InterruptedException {
        alice.resize(1, 1);
        alice.resize(40, 12);
        alice.see("#lobby");
        alice.say("작은 창");
        hana.seeLine("alice", "작은 창");
        alice.resize(1, 1);
        alice.say("1x1");
        hana.seeLine("alice", "1x1");
        alice.resize(120, 40);
        alice.seeLine("alice", "작은 창");
        alice.seeLine("alice", "1x1");
        assertThat(alice.screen().surprises()).isEmpty();
        assertThat(hana.screen().surprises()).isEmpty();
    }

    @Test
    void whatIsTypedOutlivesTheRelay() throws Exception {
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a"), 120, 40, relay, "alice");
                ScreenUser hana = ScreenUser.logIn(Household.in(folder, "h"), 80, 24, relay, "하나")) {
            alice.see("하나 joined");
            alice.type("아직 여기");

            relay.stop();

            alice.see("The relay is stopping. Trying again");
            hana.see("is away; trying again in");
            alice.type(" 있어요");
            relay.start();
            alice.see("Connected to " + relay.address() + " again.");
            hana.see("Connected to " + relay.address() + " again.");
            alice.seeLine("Users 2");
            alice.seeLine("#lobby>", "아직 여기 있어요");
            alice.type("\r");
            hana.seeLine("alice", "아직 여기 있어요");
            hana.say("저도요");
            alice.seeLine("하나", "저도요");
        }
    }

    @Test
    void whoeverIsKilledOrLosesTheTerminalIsSeenToLeave() throws Exception {
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a"), 120, 40, relay, "alice");
                ScreenUser bob = ScreenUser.logIn(Household.in(folder, "b"), 80, 24, relay, "bob")) {
            alice.see("bob joined");
            long beforeNanos = System.nanoTime();

            assertThat(bob.jvm().destroyForcibly()).isTrue();

            alice.see("bob came and went");
            assertThat(Duration.ofNanos(System.nanoTime() - beforeNanos)).isLessThan(LEAVE_LIMIT);
            bob.seeEnd(137);
            assertThat(bob.screen().text()).contains("naru: it was killed, by hand or for want of memory.");
            alice.say("and I'm still here");
            alice.seeLine("alice", "and I'm still here");
            try (ScreenUser again = ScreenUser.logIn(Household.in(folder, "b2"), 80, 24, relay, "bob")) {
                again.say("so am I, again");
                alice.seeLine("bob", "so am I, again");
                ProcessHandle naru = again.hangUp();
                alice.see("bob left");
                naru.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void nothingOfTheirsCanBeReadByOthers() throws Exception {
        Household relays = Household.in(folder, "relay");
        try (RunningRelay relay = RunningRelay.start(relays, "--registration", "open");
                ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a"), 120, 40, relay, "alice")) {
            alice.say("/set theme light");
            alice.see("The setting theme is light now.");
            alice.say("/bye");
            alice.seeEnd(0);
        }
        Set<String> open = Stream.of(relays.home().resolve("data"), folder.resolve("a/.config/naru"))
                .flatMap(TwoUsersIT::openToOthers)
                .collect(Collectors.toSet());
        assertThat(open).isEmpty();
    }

    private static Stream<String> openToOthers(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList().stream().filter(TwoUsersIT::isOpenToOthers).map(Path::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
