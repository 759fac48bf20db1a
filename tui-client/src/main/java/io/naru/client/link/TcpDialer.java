package io.naru.client.link;

import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * Plain TCP: tries each address of the host in the resolver's order.
 *
 * <p>Threading: stateless.
 */
public final class TcpDialer implements RelayDialer {
    private final Duration timeoutOfEach;

    /** A dialer that gives each address so much time. */
    public TcpDialer(Duration timeoutOfEach) {
        this.timeoutOfEach = timeoutOfEach;
    }

    @Override
    public RelayStream dial(RelayAddress relay, Protection protection) throws IOException {
        if (!protection.isPlain()) {
            throw new IllegalStateException("plain TCP was asked for TLS");
        }
        return new SocketStream(connect(relay));
    }

    /** A connected socket. */
    Socket connect(RelayAddress relay) throws IOException {
        IOException last = null;
        for (InetAddress address : InetAddress.getAllByName(relay.host())) {
            try {
                return connect(new InetSocketAddress(address, relay.port()));
            } catch (IOException e) {
                if (last != null) {
                    e.addSuppressed(last);
                }
                last = e;
            }
        }
        throw last == null ? new IOException("the host has no address") : last;
    }

    private Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(address, Math.toIntExact(timeoutOfEach.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private record SocketStream(Socket socket) implements RelayStream {
        @Override
        public InputStream input() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream output() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public InetAddress localAddress() {
            return socket.getLocalAddress();
        }

        @Override
        public InetAddress remoteAddress() {
            return socket.getInetAddress();
        }

        @Override
        public Optional<Fingerprint> relayKey() {
            return Optional.empty();
        }

        @Override
        public Optional<Fingerprint> ownKey() {
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
