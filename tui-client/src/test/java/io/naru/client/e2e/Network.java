package io.naru.client.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Three machines, as far as the network is concerned: a router, on which the relay runs, and behind each of its two legs
 * a house with a firewall that can be closed. Made of Linux network namespaces, which need no rights where users may have
 * namespaces of their own.
 *
 * <p>Threading: the test's thread.
 */
final class Network implements Closeable {
    static final String ROUTER = "10.71.1.1";
    static final String ROUTER_TOWARDS_BOB = "10.71.2.1";

    private final List<Process> holders = new ArrayList<>();
    private final String router;
    private final String alice;
    private final String bob;

    private Network() throws IOException, InterruptedException {
        router = hold(List.of("unshare", "--map-root-user", "--net", "sleep", "1000"));
        alice = hold(in(router, "unshare", "--net", "sleep", "1000"));
        bob = hold(in(router, "unshare", "--net", "sleep", "1000"));
    }

    /** One, or why there can't be one here. */
    static Optional<Network> make(List<String> why) throws InterruptedException {
        Network made = null;
        try {
            made = new Network();
            made.connect();
            return Optional.of(made);
        } catch (IOException e) {
            why.add("this machine allows no network namespaces: " + e.getMessage());
            if (made != null) {
                made.close();
            }
            return Optional.empty();
        }
    }

    private void connect() throws IOException, InterruptedException {
        run(in(router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"));
        run(in(router, "ip", "link", "set", "lo", "up"));
        house(alice, "leg1", "house1", ROUTER, "10.71.1.2");
        house(bob, "leg2", "house2", ROUTER_TOWARDS_BOB, "10.71.2.2");
    }

    private void house(String place, String leg, String door, String towards, String address)
            throws IOException, InterruptedException {
        run(in(router, "ip", "link", "add", leg, "type", "veth", "peer", "name", door));
        run(in(router, "ip", "link", "set", door, "netns", place));
        run(in(router, "ip", "address", "add", towards + "/24", "dev", leg));
        run(in(router, "ip", "link", "set", leg, "up"));
        run(in(place, "ip", "address", "add", address + "/24", "dev", door));
        run(in(place, "ip", "link", "set", "lo", "up"));
        run(in(place, "ip", "link", "set", door, "up"));
        run(in(place, "ip", "route", "add", "default", "via", towards));
        // The rule that finds what is for this machine stands first by itself; the firewall must stand before it.
        run(in(place, "ip", "rule", "add", "preference", "10", "lookup", "local"));
        run(in(place, "ip", "rule", "delete", "preference", "0", "lookup", "local"));
    }

    List<String> atRouter(List<String> command) {
        return in(router, command.toArray(new String[0]));
    }

    List<String> atAlice(List<String> command) {
        return in(alice, command.toArray(new String[0]));
    }

    List<String> atBob(List<String> command) {
        return in(bob, command.toArray(new String[0]));
    }

    /** Lets nothing into alice's house that comes for a port. */
    void closeAlice(int port) throws IOException, InterruptedException {
        close(alice, "house1", port);
    }

    /** Lets nothing into bob's house that comes for a port. */
    void closeBob(int port) throws IOException, InterruptedException {
        close(bob, "house2", port);
    }

    private static void close(String place, String door, int port) throws IOException, InterruptedException {
        run(in(
                place,
                "ip",
                "rule",
                "add",
                "preference",
                "5",
                "iif",
                door,
                "ipproto",
                "tcp",
                "dport",
                Integer.toString(port),
                "blackhole"));
    }

    /** Keeps a namespace; gives its place. */
    private String hold(List<String> command) throws IOException, InterruptedException {
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        holders.add(holder);
        String place = Long.toString(holder.pid());
        for (int i = 0; i < 100; i++) {
            if (holder.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        new String(holder.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            }
            if (holder.info().command().filter(name -> name.endsWith("/sleep")).isPresent()) {
                return place;
            }
        }
        throw new IOException(command + " doesn't get there");
    }

    private static List<String> in(String place, String... command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", place, "--user", "--net"));
        all.add("--preserve-credentials");
        all.addAll(List.of(command));
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command.subList(6, command.size())) + " says: " + said);
        }
    }

    @Override
    public void close() {
        holders.forEach(Process::destroyForcibly);
    }
}
