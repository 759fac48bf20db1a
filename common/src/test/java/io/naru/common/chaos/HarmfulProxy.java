package io.naru.common.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A place on the loopback interface that is a relay to its clients, and hands everything on, but for the harm it does.
 *
 * <p>Threading: any thread; two threads of its own for each connection.
 */
public final class HarmfulProxy implements AutoCloseable {
    /** Which way octets go. */
    public enum Way {
        /** From the client to the relay. */
        UP,
        /** From the relay to the client. */
        DOWN
    }

    /** What is done to a new connection. */
    public record Harms(Harm up, Harm down) {
        /** Nothing. */
        public static final Harms NONE = new Harms(Harm.NONE, Harm.NONE);
    }

    private static final int BUFFER_OCTETS = 16 * 1024;
    private static final int BACKLOG = 200;

    private final InetSocketAddress relay;
    private final Supplier<Harms> harms;
    private final ServerSocket server;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor = new Thread(this::accept, "proxy-accept");

    /**
     * A proxy before a relay.
     *
     * @param relay where it is, or will be
     * @param harms asked for each connection, by one thread at a time
     */
    public HarmfulProxy(InetSocketAddress relay, Supplier<Harms> harms) throws IOException {
        this.relay = relay;
        this.harms = harms;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Where clients find it. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** Cuts every connection that there is. */
    public void cutAll(boolean isReset) {
        connections.forEach(connection -> connection.cut(isReset));
    }

    /** Every connection that there is goes on for so many octets in that direction, and is cut then. */
    public void cutAllAfter(Way way, long octets) {
        connections.forEach(connection -> connection.left(way).set(octets));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                begin(server.accept());
            } catch (SocketException e) {
                // Closed, which ends the loop.
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void begin(Socket client) throws IOException {
        Harms harm = harms.get();
        Socket onwards = new Socket();
        try {
            onwards.connect(relay);
            onwards.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException e) {
            // Nobody there: as if the client had been refused.
            onwards.close();
            close(client, true);
            return;
        }
        Connection connection = new Connection(client, onwards, harm);
        connections.add(connection);
        connection.start();
    }

    private static void close(Socket socket, boolean isReset) {
        try {
            if (isReset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll(true);
    }

    private final class Connection {
        private final Socket client;
        private final Socket onwards;
        private final Harms harm;
        private final AtomicLong leftUp;
        private final AtomicLong leftDown;
        private final AtomicInteger ends = new AtomicInteger();

        Connection(Socket client, Socket onwards, Harms harm) {
            this.client = client;
            this.onwards = onwards;
            this.harm = harm;
            this.leftUp = new AtomicLong(harm.up().cutAfter());
            this.leftDown = new AtomicLong(harm.down().cutAfter());
        }

        AtomicLong left(Way way) {
            return way == Way.UP ? leftUp : leftDown;
        }

        void start() {
            pump(client, onwards, harm.up(), leftUp, "proxy-up");
            pump(onwards, client, harm.down(), leftDown, "proxy-down");
        }

        private void pump(Socket from, Socket to, Harm done, AtomicLong left, String name) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            copy(from, to, done, left);
                        } catch (IOException e) {
                            // Either side has gone, or the other direction was cut.
                            cut(true);
                        }
                    },
                    name);
            thread.setDaemon(true);
            thread.start();
        }

        private void copy(Socket from, Socket to, Harm done, AtomicLong left) throws IOException {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_OCTETS];
            long untilStall = done.stallAfter();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                for (int at = 0; at < count; ) {
                    if (untilStall <= 0) {
                        LockSupport.parkNanos(done.stallNanos());
                        untilStall = Long.MAX_VALUE;
                    }
                    LockSupport.parkNanos(done.delayNanos());
                    int piece = (int) Math.min(Math.min(done.sliceOctets(), count - at), left.get());
                    // Counted before they are seen: whoever has seen them may say how many more there are to be.
                    long rest = left.addAndGet(-piece);
                    output.write(buffer, at, piece);
                    at += piece;
                    untilStall -= piece;
                    if (rest <= 0) {
                        cut(done.isReset());
                        return;
                    }
                }
            }
            to.shutdownOutput();
            if (ends.incrementAndGet() == 2) {
                cut(false);
            }
        }

        void cut(boolean isReset) {
            if (connections.remove(this)) {
                HarmfulProxy.close(client, isReset);
                HarmfulProxy.close(onwards, isReset);
            }
        }
    }
}
