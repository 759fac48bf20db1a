package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.naru.common.identity.IdentityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built programs in different houses, whose firewalls let in what the test says. */
@Timeout(240)
final class FirewallsIT {
    private static final int PORT = 7711;
    private static final Path DEMO_FILES = Path.of("target/naru/demo-files").toAbsolutePath();

    @TempDir
    private Path folder;

    private Network network;
    private Household relayHome;
    private Household aliceHome;
    private PipedProgram relay;
    private PipedProgram alice;
    private PipedProgram bob;

    @BeforeEach
    void makeNetwork() throws Exception {
        List<String> why = new ArrayList<>();
        Optional<Network> made = Network.make(why);
        assumeTrue(made.isPresent(), () -> "Not tried, since " + why.get(0) + ".");
        network = made.orElseThrow();
    }

    @AfterEach
    void stopAll() {
        for (PipedProgram each : new PipedProgram[] {alice, bob, relay}) {
            if (each != null) {
                each.close();
            }
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void straightWhereTheOwnersPortIsOpen() throws Exception {
        start();
        network.closeAlice(PORT);

        assertThat(test()).isEqualTo("* Files from bob come direct, encrypted.");
        assertThat(alice.waitForLine("* Straight to bob works")).contains("10.71.2.2:" + PORT);
        assertThat(alice.waitForLine("* Back from bob doesn't work")).contains("port " + PORT + " here");
        assertDownloads("direct");
    }

    @Test
    void backWhereOnlyTheRequestersPortIsOpen() throws Exception {
        start();
        network.closeBob(PORT);

        assertThat(test()).isEqualTo("* Files from bob come over a connection that bob makes, encrypted.");
        assertThat(alice.waitForLine("* Straight to bob doesn't work")).contains("doesn't answer", "open port " + PORT);
        assertDownloads("reverse");
    }

    @Test
    void throughTheRelayWhereBothAreClosed() throws Exception {
        start();
        network.closeAlice(PORT);
        network.closeBob(PORT);

        assertThat(test()).isEqualTo("* Files from bob come via relay, which can't read them.");
        alice.waitForLine("* Through the relay works");
        assertDownloads("via relay");
    }

    private void start() throws Exception {
        relayHome = Household.in(folder, "relay");
        aliceHome = Household.in(folder, "alice");
        relay = PipedProgram.start(
                relayHome,
                Map.of(),
                network.atRouter(List.of(
                        Household.RELAY.toString(),
                        "serve",
                        "--data",
                        "data",
                        "--password-cost",
                        "low",
                        "--registration",
                        "open",
                        "--listen",
                        "0.0.0.0:7411")));
        relay.waitForLine("event=ready");
        Household bobHome = Household.in(folder, "bob");
        bob = PipedProgram.start(
                bobHome,
                Map.of(),
                network.atBob(chat(bobHome, "bob", Network.ROUTER_TOWARDS_BOB, "--share", DEMO_FILES.toString())));
        bob.waitForLine("logged in to");
        alice = PipedProgram.start(aliceHome, Map.of(), network.atAlice(chat(aliceHome, "alice", Network.ROUTER)));
        alice.waitForLine("logged in to");
    }

    private List<String> chat(Household household, String name, String router, String... options) throws IOException {
        Path secret = household.secret("secret of " + name);
        String fingerprint = IdentityFile.load(relayHome.home().resolve("data/relay-identity.pem"))
                .fingerprint()
                .toString();
        List<String> command = new ArrayList<>(List.of(Household.NARU.toString(), "chat", "--plain"));
        command.addAll(List.of("--data-port", Integer.toString(PORT)));
        command.addAll(List.of("--password-file", secret.toString(), "--fingerprint", fingerprint));
        command.addAll(List.of(options));
        command.add(name + "@" + router);
        return command;
    }

    private String test() throws Exception {
        alice.type("/net bob");
        return alice.waitForLine("Files from bob");
    }

    private void assertDownloads(String way) throws Exception {
        alice.type("/file dn bob test.txt");
        alice.waitForLine("download 1 of test.txt from bob is done");
        alice.type("/transfers");
        alice.waitForLine("download 1 of test.txt from bob, done, " + way + ", encrypted");
        assertThat(aliceHome.downloads().resolve("test.txt")).hasSameBinaryContentAs(DEMO_FILES.resolve("test.txt"));
    }
}
