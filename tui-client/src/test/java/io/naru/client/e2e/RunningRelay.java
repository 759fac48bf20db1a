package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.identity.IdentityFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real {@code naru-relay serve} on the loopback interface, which can be stopped and started again on the same port
 * and data folder.
 *
 * <p>Threading: the test's thread.
 */
final class RunningRelay implements AutoCloseable {
    private static final String READY = "event=ready listen=127.0.0.1:";

    private final Household household;
    private final List<String> options;
    private PipedProgram program;
    private int port;

    private RunningRelay(Household household, List<String> options) {
        this.household = household;
        this.options = options;
    }

    /** Starts one on a free port; passwords cost little there. */
    static RunningRelay start(Household household, String... options) throws IOException, InterruptedException {
        RunningRelay relay = new RunningRelay(household, List.of(options));
        relay.start();
        return relay;
    }

    /** Adds an account, as an administrator does, who may do so before the first start. */
    static void addAccount(Household household, String name, String password) throws IOException, InterruptedException {
        List<String> command =
                List.of(Household.RELAY.toString(), "account", "add", "--data", "data", "--password-cost", "low", name);
        try (PipedProgram adding = PipedProgram.start(household, Map.of(), command)) {
            adding.type(password);
            assertThat(adding.waitForExit()).isZero();
            assertThat(adding.output()).startsWith("Added " + name).hasLineCount(1);
        }
    }

    /** Starts it; again on the same port if it has had one. */
    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Household.RELAY.toString(), "serve", "--data", "data", "--password-cost", "low"));
        command.addAll(List.of("--listen", "127.0.0.1:" + port));
        command.addAll(options);
        program = PipedProgram.start(household, Map.of(), command);
        String line = program.waitForLine(READY);
        int from = line.indexOf(READY) + READY.length();
        port = Integer.parseInt(line.substring(from, line.indexOf(' ', from)));
    }

    /** Ends it by SIGTERM, which it must obey within five seconds. */
    void stop() throws InterruptedException {
        long beforeNanos = System.nanoTime();
        program.terminate();
        assertThat(program.waitForExit()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - beforeNanos)).isLessThan(Duration.ofSeconds(5));
        assertThat(program.output() + program.errors()).doesNotContain("Exception", "at io.naru");
    }

    /** Where it listens, as a user writes it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** The fingerprint of its key, as a user types it. */
    String fingerprint() throws IOException {
        return IdentityFile.load(household.home().resolve("data/relay-identity.pem"))
                .fingerprint()
                .toString();
    }

    /** Where it listens. */
    InetSocketAddress socketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What it has logged since it was started last. */
    String log() {
        return program.output() + program.errors();
    }

    /** Kills it if it's still there. */
    @Override
    public void close() {
        program.close();
    }
}
