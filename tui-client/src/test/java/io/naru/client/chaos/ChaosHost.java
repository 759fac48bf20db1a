package io.naru.client.chaos;

import io.naru.client.app.EngineSettings;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A program that runs some clients, so that they can be killed. On standard input it is told {@code quiet} (say nothing
 * more), {@code status} (answered by {@code rest} or why not) and {@code stop}; it ends with that stream.
 *
 * <p>Threading: the main thread acts, another one reads what it is told.
 */
final class ChaosHost {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int ONE_IN_RESTARTS = 400;

    private final List<ChaosClient> clients = new ArrayList<>();
    private final Random random;
    private volatile boolean isQuiet;

    /** A client and the user whose it is. */
    record Install(String client, String user) {
        static Install of(String word) {
            String[] parts = word.split(":");
            return new Install(parts[0], parts[1]);
        }

        @Override
        public String toString() {
            return client + ":" + user;
        }
    }

    private ChaosHost(long seed) {
        this.random = new Random(seed);
    }

    /** The password of everybody. */
    static String passwordOf(String user) {
        return "secret of " + user;
    }

    /** Where a client notes what it does and sees. */
    static Path diary(Path folder, String client) {
        return folder.resolve("diaries").resolve(client);
    }

    /**
     * Runs clients until it is told to stop.
     *
     * @param arguments the run's folder, the port of the relay or of what stands before it, its fingerprint, a seed, the
     *     clients of this program ({@code client:user,…}; each second one speaks without TLS), all users
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        RelayAddress relay = new RelayAddress("127.0.0.1", Integer.parseInt(arguments[1]));
        Fingerprint fingerprint = Fingerprint.parse(arguments[2]);
        ChaosHost host = new ChaosHost(Long.parseLong(arguments[3]));
        // The time makes ids that no earlier start of this client has used.
        ChaosTalk talk = new ChaosTalk(List.of(arguments[5].split(",")), System.currentTimeMillis());
        for (String word : arguments[4].split(",")) {
            Install install = Install.of(word);
            Path own = folder.resolve("installs").resolve(install.client());
            Files.createDirectories(own);
            boolean isPlain = install.client().hashCode() % 2 == 0;
            Protection protection = isPlain ? Protection.PLAIN : Protection.pinned(fingerprint);
            host.clients.add(new ChaosClient(
                    install.client(),
                    EngineSettings.standard("chaos", own).with(ChaosClient.HASTY),
                    diary(folder, install.client()),
                    () -> Login.of(
                            relay,
                            UserName.of(install.user()),
                            Optional.of(Password.of(passwordOf(install.user()))),
                            protection),
                    talk,
                    new Random(host.random.nextLong())));
        }
        host.clients.forEach(ChaosClient::start);
        Thread listener = new Thread(host::listen, "chaos-orders");
        listener.setDaemon(true);
        listener.start();
        host.run();
    }

    private void run() {
        while (!isQuiet) {
            ChaosClient client = clients.get(random.nextInt(clients.size()));
            if (random.nextInt(ONE_IN_RESTARTS) == 0) {
                client.stop();
                client.start();
            } else {
                client.act();
            }
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
        }
        while (true) {
            LockSupport.park();
        }
    }

    private void listen() {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                obey(order);
            }
        } catch (IOException e) {
            System.err.println("chaos-host: " + e);
        }
        // Whoever started this is gone, and leaves nothing behind.
        Runtime.getRuntime().halt(1);
    }

    private void obey(String order) {
        switch (order) {
            case "quiet" -> isQuiet = true;
            case "status" -> {
                String unrest = clients.stream()
                        .map(ChaosClient::unrest)
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining("; "));
                System.out.println("status " + (unrest.isEmpty() ? "rest" : unrest));
            }
            case "stop" -> {
                clients.forEach(ChaosClient::stop);
                System.out.println("stopped "
                        + new TreeSet<>(clients.stream().map(ChaosClient::name).toList()));
                Runtime.getRuntime().halt(0);
            }
            default -> throw new IllegalArgumentException("no such order: " + order);
        }
    }
}
