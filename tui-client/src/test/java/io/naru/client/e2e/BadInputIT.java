package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only whole programs can show of bad input: the exit status, both outputs, and a terminal that is as it was. The
 * many sentences themselves have tests of their own, without processes.
 */
@Timeout(120)
final class BadInputIT {

    @TempDir
    private Path folder;

    @Test
    void wrongCommandLinesAreOneLineAndStatusTwo() throws Exception {
        Household household = Household.in(folder, "home");
        assertRefused(household, 2, "naru: Unknown option: '--bogus'. See: naru --help\n", Household.NARU, "--bogus");
        assertRefused(
                household,
                2,
                "naru-relay: Unknown option: '--bogus'. See: naru-relay serve --help\n",
                Household.RELAY,
                "serve",
                "--data",
                "data",
                "--bogus");
    }

    @Test
    void aPortInUseIsOneLineAndStatusOne() throws Exception {
        Household household = Household.in(folder, "home");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            List<String> command = List.of(Household.RELAY.toString(), "serve", "--data", "data", "--listen", address);
            try (PipedProgram relay = PipedProgram.start(household, Map.of(), command)) {
                assertThat(relay.waitForExit()).isEqualTo(1);
                assertThat(relay.output()).isEmpty();
                assertThat(relay.errors())
                        .startsWith("naru-relay: ")
                        .contains("port " + taken.getLocalPort() + " is in use")
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void aWrongPasswordIsOneLineBelowTheCommandAndAFullRelayIsAskedAgain() throws Exception {
        Household relays = Household.in(folder, "relay");
        RunningRelay.addAccount(relays, "alice", "secret of alice");
        RunningRelay.addAccount(relays, "bob", "secret of bob");
        try (RunningRelay relay = RunningRelay.start(relays, "--max-users", "1")) {
            String at = "alice@" + relay.address();
            String fingerprint = "--fingerprint=" + relay.fingerprint();
            try (ScreenUser alice =
                    ScreenUser.start(Household.in(folder, "a"), 80, 24, "chat", "--plain", fingerprint, at)) {
                alice.see("Password for alice at " + relay.address());
                alice.type("wrong\r");
                alice.seeEnd(1);
                assertThat(alice.screen().text()).contains("Wrong user name or password.");
                assertThat(alice.screen().text()).doesNotContain("wrong\n");
            }
            Household bobs = Household.in(folder, "b");
            try (ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a2"), 80, 24, relay, "alice");
                    ScreenUser bob = ScreenUser.start(
                            bobs,
                            80,
                            24,
                            fingerprint,
                            "--password-file=" + bobs.secret("secret of bob"),
                            "bob@" + relay.address())) {
                bob.see("The relay is full");
                bob.see("is away; trying again in");
                bob.type("\003\003");
                bob.seeEnd(0);
                alice.say("/bye");
                alice.seeEnd(0);
            }
        }
    }

    @Test
    void aRelayThatIsNotThereIsSaidOnTheScreenWhichCanBeLeft() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (ScreenUser alice = ScreenUser.start(Household.in(folder, "a"), 120, 24, "alice@127.0.0.1:" + free)) {
            alice.see("Can't reach 127.0.0.1:" + free + ": connection refused.");
            alice.see("is away; trying again in");
            alice.type("\003\003");
            alice.seeEnd(0);
        }
    }

    @Test
    void brokenFramesCostTheirSenderOnly() throws Exception {
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a"), 80, 24, relay, "alice")) {
            Random random = new Random(11);
            byte[] noise = new byte[3_000];
            for (int each = 0; each < 20; each++) {
                random.nextBytes(noise);
                assertHungUpOn(relay, noise);
            }
            assertHungUpOn(relay, "GET / HTTP/1.1\r\nHost: relay\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertHungUpOn(relay, "\001name secret\000\002\000\377\376\000".getBytes(StandardCharsets.ISO_8859_1));
            assertHungUpOn(relay, ("\001name2 secret\000" + "x".repeat(70_000)).getBytes(StandardCharsets.US_ASCII));
            alice.say("still here");
            alice.seeLine("alice", "still here");
            alice.say("/bye");
            alice.seeEnd(0);
            relay.stop();
            assertThat(relay.log()).doesNotContain("level=error").doesNotContain("java.");
        }
    }

    private static void assertHungUpOn(RunningRelay relay, byte[] octets) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(relay.socketAddress());
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(octets);
            // Else a frame without its end is waited for until the deadline of the login.
            socket.shutdownOutput();
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (SocketException e) {
            // Reset, since the relay read no further: hung up as well.
        }
    }

    private static void assertRefused(
            Household household, int status, String sentence, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try (PipedProgram refused = PipedProgram.start(household, Map.of(), command)) {
            assertThat(refused.waitForExit()).isEqualTo(status);
            assertThat(refused.output()).isEmpty();
            assertThat(refused.errors()).isEqualTo(sentence);
        }
    }
}
