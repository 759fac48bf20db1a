package io.naru.client.ways;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.time.Clock;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one listening socket of a program for all encrypted data connections. Who comes is a stranger until the caller
 * says otherwise; of strangers there are a few at a time. When there are too many, the oldest of the address that most
 * of them come from has to go: a flood of connections pushes out its own, and one that knows what it wants is done in
 * the meantime.
 *
 * <p>Threading: opened and closed on the agent's thread; connections come on {@code naru-data-door}, and are let in by
 * any.
 */
final class Door implements Closeable {
    /** How many may be inside that haven't shown a token. */
    static final int STRANGERS_MAX = 16;

    private static final int BACKLOG = 64;
    private static final long PAUSE_MILLIS = 100;

    /** Somebody who came in and hasn't shown a token yet. */
    final class Stranger implements Closeable {
        private final SocketChannel channel;
        private final InetAddress from;

        private final long sinceNanos;

        private Stranger(SocketChannel channel, InetAddress from, long sinceNanos) {
            this.channel = channel;
            this.from = from;
            this.sinceNanos = sinceNanos;
        }

        SocketChannel channel() {
            return channel;
        }

        Door door() {
            return Door.this;
        }

        InetAddress from() {
            return from;
        }

        /** It isn't one any more: the right token was shown. False if it was sent away before. */
        boolean letIn() {
            return forget(this);
        }

        /** Sends it away, if it is one still. */
        @Override
        public void close() {
            if (forget(this)) {
                Quiet.close(channel);
            }
        }
    }

    private final ServerSocketChannel server;
    private final int port;
    private final boolean isLoopbackOnly;
    private final Optional<String> otherPortBecause;
    private final Clock clock;
    private final Consumer<Stranger> guests;
    /** Oldest first; guarded by itself. */
    private final List<Stranger> strangers = new ArrayList<>();

    private Door(
            ServerSocketChannel server,
            boolean isLoopbackOnly,
            Optional<String> otherPortBecause,
            Clock clock,
            Consumer<Stranger> guests)
            throws IOException {
        this.server = server;
        this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        this.isLoopbackOnly = isLoopbackOnly;
        this.otherPortBecause = otherPortBecause;
        this.clock = clock;
        this.guests = guests;
    }

    /**
     * Opens the door. Who reaches the relay over loopback listens there alone; everybody else at all addresses, IPv4 and
     * IPv6.
     *
     * @param towardsRelay this machine's address on the connection to the relay
     * @param wantedPort 0 for one that the system chooses; so does it if that one is taken
     * @param guests gets each who comes, on the door's thread; mustn't block
     */
    static Door open(InetAddress towardsRelay, int wantedPort, Clock clock, Consumer<Stranger> guests)
            throws IOException {
        boolean isLoopbackOnly = towardsRelay.isLoopbackAddress();
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            Optional<String> because = bind(server, isLoopbackOnly ? towardsRelay : null, wantedPort);
            Door door = new Door(server, isLoopbackOnly, because, clock, guests);
            Thread thread = new Thread(door::acceptAll, "naru-data-door");
            thread.setDaemon(true);
            thread.start();
            return door;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Why another port was taken than the wanted one, if it was. */
    private static Optional<String> bind(ServerSocketChannel server, InetAddress on, int wantedPort)
            throws IOException {
        try {
            server.bind(new InetSocketAddress(on, wantedPort), BACKLOG);
            return Optional.empty();
        } catch (BindException e) {
            if (wantedPort == 0) {
                throw e;
            }
            server.bind(new InetSocketAddress(on, 0), BACKLOG);
            return Optional.of(Reason.of(e));
        }
    }

    int port() {
        return port;
    }

    boolean isLoopbackOnly() {
        return isLoopbackOnly;
    }

    /** Why this isn't the wanted port, if it isn't. */
    Optional<String> otherPortBecause() {
        return otherPortBecause;
    }

    /** Sends away who has been a stranger for so long. How many are left. */
    int sendAwayAfter(Duration span) {
        long now = clock.nanos();
        List<Stranger> late;
        synchronized (strangers) {
            late = strangers.stream()
                    .filter(each -> now - each.sinceNanos >= span.toNanos())
                    .toList();
        }
        late.forEach(Stranger::close);
        return strangers();
    }

    int strangers() {
        synchronized (strangers) {
            return strangers.size();
        }
    }

    @Override
    public void close() {
        Quiet.close(server);
        List<Stranger> left;
        synchronized (strangers) {
            left = List.copyOf(strangers);
        }
        left.forEach(Stranger::close);
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
                if (from == null) {
                    channel.close();
                } else {
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    guests.accept(admit(new Stranger(channel, from.getAddress(), clock.nanos())));
                }
            } catch (IOException e) {
                // Out of descriptors, or closed; the first passes when somebody goes.
                EngineLog.mishap(() -> "nobody could be let in for files: " + Reason.of(e));
                makeRoom();
            }
        }
    }

    private Stranger admit(Stranger newcomer) {
        Optional<Stranger> pushedOut = Optional.empty();
        synchronized (strangers) {
            if (strangers.size() >= STRANGERS_MAX) {
                pushedOut = Optional.of(oldestOfTheMany());
            }
            strangers.add(newcomer);
        }
        pushedOut.ifPresent(Stranger::close);
        return newcomer;
    }

    /** Gives a descriptor back, and leaves the system a moment, since it would say the same at once. */
    private void makeRoom() {
        Optional<Stranger> oldest;
        synchronized (strangers) {
            oldest = strangers.stream().findFirst();
        }
        oldest.ifPresent(Stranger::close);
        synchronized (strangers) {
            try {
                if (server.isOpen()) {
                    strangers.wait(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Quiet.close(server);
            }
        }
    }

    private Stranger oldestOfTheMany() {
        Map<InetAddress, Integer> counts = new HashMap<>();
        strangers.forEach(each -> counts.merge(each.from, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return strangers.stream()
                .filter(each -> counts.get(each.from) == most)
                .findFirst()
                .orElseThrow();
    }

    private boolean forget(Stranger stranger) {
        synchronized (strangers) {
            return strangers.remove(stranger);
        }
    }
}
