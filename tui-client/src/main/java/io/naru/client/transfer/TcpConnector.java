package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.message.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Data connections as base clients know them, plain TCP: the file's octets from the owner until the end of the stream. A
 * door has a port of its own, since a requester says nothing by which it could be told from others; the first to come is
 * let in and the door is shut.
 *
 * <p>Threading: stateless; each attempt by one thread, closed by any.
 */
public final class TcpConnector implements DataConnector {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int BACKLOG = 8;

    @Override
    public Attempt connect(Endpoint to) {
        return new Outgoing(to);
    }

    @Override
    public Door open(InetAddress on) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(on, 0), BACKLOG);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            return new Incoming(server, new Endpoint(on, port));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Closes what an attempt has open, also what it opens after it was closed. */
    private abstract static class Closing implements Attempt {
        private final Set<Closeable> open = new LinkedHashSet<>();
        private boolean isClosed;

        final synchronized <C extends Closeable> C hold(C opened) throws IOException {
            if (isClosed) {
                opened.close();
                throw new IOException("it was called off");
            }
            open.add(opened);
            return opened;
        }

        @Override
        public final synchronized void close() {
            isClosed = true;
            open.forEach(TcpConnector::closeQuietly);
            open.clear();
        }
    }

    private static final class Outgoing extends Closing {
        private final Endpoint to;

        private Outgoing(Endpoint to) {
            this.to = to;
        }

        @Override
        public DataConnection await() throws IOException {
            SocketChannel channel = hold(SocketChannel.open());
            try {
                int timeoutMillis = Math.toIntExact(CONNECT_TIMEOUT.toMillis());
                channel.socket().connect(new InetSocketAddress(to.address(), to.port()), timeoutMillis);
                return new TcpData(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static final class Incoming extends Closing implements Door {
        private final ServerSocketChannel server;
        private final Endpoint endpoint;

        private Incoming(ServerSocketChannel server, Endpoint endpoint) throws IOException {
            this.server = hold(server);
            this.endpoint = endpoint;
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public DataConnection await() throws IOException {
            try (server) {
                return new TcpData(hold(server.accept()));
            }
        }
    }

    static void closeQuietly(Closeable open) {
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            EngineLog.mishap(() -> "closing a data connection failed: " + Reason.of(e));
        }
    }

    /** Lets the other side see a reset rather than the end of the stream. */
    static void resetQuietly(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            EngineLog.mishap(() -> "a data connection was closed already: " + Reason.of(e));
        }
        closeQuietly(channel);
    }
}
