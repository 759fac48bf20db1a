package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.naru.common.hash.Chunks;
import io.naru.common.identity.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A download by the real programs while the system kills the owner's and then the relay's, which are started again. It
 * comes whole, and what was here is never asked for again but for what was under way.
 */
@Timeout(600)
class KilledPeersIT {
    private static final int OCTETS = (16 << 20) + 4_321;
    /** Of the line that dies: the chunk that it was in. A file of this size has one line. */
    private static final long AGAIN_MAX = Chunks.LEAST_OCTETS;

    private static final int PORT = 7412;
    private static final Pattern DONE = Pattern.compile("\"event\":\"progress\".*\"done\":([0-9]+)");

    @TempDir
    private Path folder;

    /** From where each program runs, and where it finds the relay. */
    private record Places(
            UnaryOperator<List<String>> ofRelay,
            UnaryOperator<List<String>> ofOwner,
            UnaryOperator<List<String>> ofRequester,
            String relayForOwner,
            String relayForRequester) {}

    private final List<PipedProgram> started = new ArrayList<>();
    private Optional<Network> network = Optional.empty();
    private Places places;
    private int relayPort;
    private Household relayHome;
    private Household bobHome;
    private byte[] content;

    @AfterEach
    void stopAll() {
        started.forEach(PipedProgram::close);
        network.ifPresent(Network::close);
    }

    @Test
    void onOneMachine() throws Exception {
        places = new Places(each -> each, each -> each, each -> each, "127.0.0.1", "127.0.0.1");
        assertComesWhole("");
    }

    @Test
    void straightFromTheOwner() throws Exception {
        makeNetwork();
        network.orElseThrow().closeAlice(PORT);
        assertComesWhole("");
    }

    @Test
    void backFromTheOwner() throws Exception {
        makeNetwork();
        network.orElseThrow().closeBob(PORT);
        assertComesWhole("");
    }

    @Test
    void throughTheRelay() throws Exception {
        makeNetwork();
        network.orElseThrow().closeAlice(PORT);
        network.orElseThrow().closeBob(PORT);
        assertComesWhole("via relay");
    }

    private void makeNetwork() throws InterruptedException {
        List<String> why = new ArrayList<>();
        network = Network.make(why);
        assumeTrue(network.isPresent(), () -> "Not tried, since " + why.get(0) + ".");
        Network made = network.orElseThrow();
        places = new Places(made::atRouter, made::atBob, made::atAlice, Network.ROUTER_TOWARDS_BOB, Network.ROUTER);
    }

    /**
     * Downloads meanwhile.
     *
     * @param way by which it must have come; empty where a busy machine may take another one
     */
    private void assertComesWhole(String way) throws Exception {
        relayHome = Household.in(folder, "relay");
        bobHome = Household.in(folder, "bob");
        content = new byte[OCTETS];
        new Random(5).nextBytes(content);
        Files.write(Files.createDirectories(bobHome.home().resolve("data")).resolve("big.bin"), content);
        settings(bobHome, "data-port = " + PORT, "upload-rate = 3m");
        PipedProgram relay = startRelay();
        PipedProgram bob = startBob();
        Household aliceHome = Household.in(folder, "alice");
        settings(aliceHome, "data-port = " + PORT);
        PipedProgram alice = start(
                aliceHome,
                places.ofRequester()
                        .apply(files(
                                aliceHome,
                                "alice@" + places.relayForRequester(),
                                List.of("get", "bob:big.bin", "-o", "in", "--json", "--timeout", "2m"))));

        awaitDone(alice, OCTETS * 3L / 10);
        kill(bob);
        bob = startBob();
        awaitDone(alice, OCTETS * 6L / 10);
        kill(relay);
        relay = startRelay();

        assertThat(alice.waitForExit()).as(alice.output() + alice.errors()).isZero();
        assertThat(alice.output()).contains("\"encrypted\":true,\"way\":\"" + way);
        assertThat(sha256(Files.readAllBytes(aliceHome.home().resolve("in/big.bin"))))
                .isEqualTo(sha256(content));
        assertThat(aliceHome.home().resolve("in").toFile().list()).containsExactly("big.bin");
        assertThatNothingComesAgain(alice);
    }

    private static void assertThatNothingComesAgain(PipedProgram alice) {
        long most = 0;
        for (String line : alice.output().lines().toList()) {
            long done = done(line);
            if (done > 0) {
                assertThat(done).as(alice.output()).isGreaterThanOrEqualTo(most - AGAIN_MAX);
                most = Math.max(most, done);
            }
        }
        assertThat(most).as(alice.output()).isGreaterThan(OCTETS / 2);
    }

    private static void awaitDone(PipedProgram alice, long octets) throws InterruptedException {
        alice.waitForLine("a download of " + octets + " octets", line -> done(line) >= octets);
    }

    /** How much was here when a line was printed; 0 if it tells nothing of that. */
    private static long done(String line) {
        Matcher matcher = DONE.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static void kill(PipedProgram program) throws InterruptedException {
        program.handle().destroyForcibly();
        assertThat(program.waitForExit()).isEqualTo(137);
    }

    private PipedProgram startRelay() throws Exception {
        String host = network.isPresent() ? "0.0.0.0:" : "127.0.0.1:";
        List<String> command = List.of(
                Household.RELAY.toString(),
                "serve",
                "--data",
                "data",
                "--password-cost",
                "low",
                "--registration",
                "open",
                "--listen",
                host + relayPort);
        PipedProgram relay = start(relayHome, places.ofRelay().apply(command));
        String ready = relay.waitForLine("event=ready");
        Matcher port = Pattern.compile("listen=\\S+:([0-9]+)").matcher(ready);
        assertThat(port.find()).as(ready).isTrue();
        relayPort = Integer.parseInt(port.group(1));
        return relay;
    }

    private PipedProgram startBob() throws Exception {
        PipedProgram bob = start(
                bobHome,
                places.ofOwner()
                        .apply(files(
                                bobHome,
                                "bob@" + places.relayForOwner(),
                                List.of("share", bobHome.home().resolve("data").toString(), "--serve"))));
        bob.waitForLine("Sharing ");
        return bob;
    }

    private List<String> files(Household household, String relay, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Household.NARU.toString()));
        command.addAll(words);
        command.addAll(List.of("--relay", relay + ":" + relayPort));
        command.addAll(List.of("--fingerprint", fingerprint()));
        command.addAll(
                List.of("--password-file", household.secret("a long secret").toString()));
        return command;
    }

    private String fingerprint() throws IOException {
        return IdentityFile.load(relayHome.home().resolve("data/relay-identity.pem"))
                .fingerprint()
                .toString();
    }

    private PipedProgram start(Household household, List<String> command) throws IOException {
        PipedProgram program = PipedProgram.start(household, Map.of(), command);
        started.add(program);
        return program;
    }

    private static void settings(Household household, String... lines) throws IOException {
        Path config = Files.createDirectories(household.home().resolve(".config/naru"));
        Files.writeString(config.resolve("naru.properties"), String.join("\n", lines) + "\n");
    }

    private static byte[] sha256(byte[] octets) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }
}
