package io.naru.relay;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.RelayMessage;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.testkit.TlsClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;

/**
 * The program itself, packed as it is given away, in a process that is given little.
 *
 * <p>Threading: the test's; a thread of its own reads what the process logs.
 */
final class RelayProcess implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target", "naru-relay", "bin", "naru-relay");
    private static final Pattern READY = Pattern.compile("event=ready listen=127\\.0\\.0\\.1:([0-9]{1,5})");
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final List<String> log = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "relay-log");
    private int port;

    private RelayProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it with anybody's registration and waits until it is ready.
     *
     * @param folder empty, for everything that it writes
     * @param limits what the shell is told before, {@code ulimit -n 64} for one
     * @param flags of its Java machine
     * @param options of {@code serve}
     */
    static RelayProcess start(Path folder, String limits, String flags, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", limits + "; exec \"$0\" \"$@\""));
        command.addAll(List.of(PROGRAM.toAbsolutePath().toString(), "serve"));
        command.addAll(List.of("--data", folder.resolve("data").toString(), "--listen", "127.0.0.1:0"));
        command.addAll(List.of("--registration", "open", "--password-cost", "low"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NARU_JAVA_OPTS", flags);
        builder.environment().put("NARU_ARCHIVE", "off");
        builder.environment().put("HOME", folder.toString());
        RelayProcess relay = new RelayProcess(builder.start());
        relay.reader.setDaemon(true);
        relay.reader.start();
        relay.awaitReady();
        return relay;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                onLine(line);
            }
        } catch (IOException e) {
            onLine("The log ended: " + e);
        }
        onLine("");
    }

    private synchronized void onLine(String line) {
        log.add(line);
        notifyAll();
    }

    private synchronized void awaitReady() throws InterruptedException {
        for (int read = 0; ; read++) {
            while (log.size() <= read) {
                wait(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            }
            Matcher ready = READY.matcher(log.get(read));
            if (ready.find()) {
                port = Integer.parseInt(ready.group(1));
                return;
            }
            if (log.get(read).isEmpty()) {
                throw new AssertionError("the relay didn't start: " + log);
            }
        }
    }

    /** What it has logged so far. */
    synchronized List<String> log() {
        return List.copyOf(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A connection that has said nothing yet. */
    ScriptedPeer connect() throws IOException {
        return connect(0);
    }

    /** The same with a receive buffer of its own size. */
    ScriptedPeer connect(int receiveOctets) throws IOException {
        return ScriptedPeer.connect(address(), receiveOctets, RelayProcess::waitForIt);
    }

    /** The same over TLS. */
    ScriptedPeer connectTls(int receiveOctets) throws IOException {
        SSLEngine engine = TlsClients.engine(Optional.empty());
        return ScriptedPeer.connect(address(), receiveOctets, engine, RelayProcess::waitForIt, () -> Integer.MAX_VALUE);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The relay turns by itself. */
    private static void waitForIt() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    /** A user who is logged in and knows who is there. */
    ScriptedPeer login(String name) throws IOException {
        return loggedIn(connect(), name);
    }

    /** The same over TLS. */
    ScriptedPeer loginTls(String name) throws IOException {
        return loggedIn(connectTls(0), name);
    }

    private static ScriptedPeer loggedIn(ScriptedPeer peer, String name) throws IOException {
        peer.send(new ClientMessage.Hello(1, "test"));
        peer.send(SteppedRelay.credentials(name, "secret"));
        peer.skipTo(RelayMessage.Welcome.class);
        peer.barrier();
        return peer;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
