package io.naru.client.chaos;

import io.naru.common.identity.IdentityFile;
import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packed relay as a process on a data folder, which dies in all ways and is started again at the same place.
 *
 * <p>Threading: the run's.
 */
final class ChaosRelay implements AutoCloseable {
    private static final Path PROGRAM = Path.of("../relay-server/target/naru-relay/bin/naru-relay")
            .toAbsolutePath()
            .normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final InetSocketAddress address;
    private final long retained;
    private ChildProgram program;

    /**
     * A relay that hasn't begun, at a free port.
     *
     * @param retained how many messages of each room it keeps
     */
    ChaosRelay(Path folder, long retained) throws IOException {
        this.folder = folder;
        this.retained = retained;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** All that it has logged, in all its starts. */
    Path log() {
        return folder.resolve("relay.log");
    }

    Fingerprint fingerprint() throws IOException {
        return IdentityFile.load(folder.resolve("data/relay-identity.pem")).fingerprint();
    }

    /** Starts it, and waits until it can be reached. */
    void start() throws IOException, InterruptedException {
        start(List.of("--history-messages", Long.toString(retained), "--history-every", "1s"));
    }

    private void start(List<String> history) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                "127.0.0.1:" + address.getPort(),
                "--registration",
                "open",
                "--password-cost",
                "low",
                "--limits",
                "off"));
        command.addAll(history);
        Map<String, String> environment =
                Map.of("JAVA_HOME", System.getProperty("java.home"), "NARU_ARCHIVE", "off", "HOME", folder.toString());
        program = ChildProgram.start(command, environment, log());
        program.await("event=ready", PATIENCE);
    }

    /** Ends it without a word, and starts it again. */
    void killAndRestart() throws IOException, InterruptedException {
        program.kill();
        start();
    }

    /** Ends it without a word, and starts it again to be read: nothing is forgotten any more. */
    void killAndKeep() throws IOException, InterruptedException {
        program.kill();
        start(List.of());
    }

    /** Has it end in order, and starts it again. */
    void terminateAndRestart() throws IOException, InterruptedException {
        program.signal("TERM");
        program.awaitEnd(PATIENCE);
        start();
    }

    /** It stands still. */
    void freeze() throws IOException, InterruptedException {
        program.signal("STOP");
    }

    /** It goes on. */
    void thaw() throws IOException, InterruptedException {
        program.signal("CONT");
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
