package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.message.Endpoint;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.TransferToken;
import io.naru.common.time.Clock;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Data connections as plain TCP: the requester's token in one SPLICE frame (from an extended client), then the file's
 * octets from the owner until the end of the stream.
 *
 * <p>A door has a port of its own. Whoever comes without the right token is turned away, a few times; the first with
 * the right one is let in and the door is shut. A base client knows no tokens, so the first to come is let in.
 *
 * <p>Threading: stateless; each attempt by one thread, closed by any.
 */
public final class TcpConnector implements DataConnector {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(10);
    private static final int STRANGERS_MAX = 8;
    private static final int TOKEN_FRAME_OCTETS = 256;

    private final Clock clock;

    /** Connections whose deadlines are reckoned by a clock. */
    public TcpConnector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Attempt connect(Endpoint to, Optional<TransferToken> token) {
        return new Outgoing(to, token);
    }

    @Override
    public Door open(InetAddress on, Optional<TransferToken> token) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(on, 0), STRANGERS_MAX);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            return new Incoming(server, new Endpoint(on, port), token);
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

        final synchronized void drop(Closeable held) {
            open.remove(held);
            closeQuietly(held);
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
        private final Optional<TransferToken> token;

        private Outgoing(Endpoint to, Optional<TransferToken> token) {
            this.to = to;
            this.token = token;
        }

        @Override
        public DataConnection await() throws IOException {
            SocketChannel channel = hold(SocketChannel.open());
            try {
                int timeoutMillis = Math.toIntExact(CONNECT_TIMEOUT.toMillis());
                channel.socket().connect(new InetSocketAddress(to.address(), to.port()), timeoutMillis);
                if (token.isPresent()) {
                    ByteBuffer frame = ByteBuffer.wrap(MessageWriter.octets(new PeerMessage.Open(token.get())));
                    while (frame.hasRemaining()) {
                        channel.write(frame);
                    }
                }
                return new TcpData(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    private final class Incoming extends Closing implements Door {
        private final ServerSocketChannel server;
        private final Endpoint endpoint;
        private final Optional<TransferToken> token;

        private Incoming(ServerSocketChannel server, Endpoint endpoint, Optional<TransferToken> token)
                throws IOException {
            this.server = hold(server);
            this.endpoint = endpoint;
            this.token = token;
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public DataConnection await() throws IOException {
            try (server) {
                for (int strangers = 0; strangers < STRANGERS_MAX; strangers++) {
                    SocketChannel channel = hold(server.accept());
                    if (token.isEmpty() || showsToken(channel)) {
                        return new TcpData(channel);
                    }
                    drop(channel);
                }
            }
            throw new IOException("others than the one who asked came to fetch it");
        }

        private boolean showsToken(SocketChannel channel) {
            try {
                return first(channel).map(this::isRight).orElse(false);
            } catch (IOException e) {
                EngineLog.mishap(() -> "somebody came for a file and showed no token: " + Reason.of(e));
            } catch (ProtocolException e) {
                EngineLog.mishap(() -> "somebody came for a file with something else than a token");
            }
            return false;
        }

        private boolean isRight(PeerMessage message) {
            return message instanceof PeerMessage.Open open && open.token().matches(token.orElseThrow());
        }

        /** The first frame, within an absolute deadline however slowly it comes. */
        private Optional<PeerMessage> first(SocketChannel channel) throws IOException, ProtocolException {
            long deadlineNanos = clock.nanos() + TOKEN_TIMEOUT.toNanos();
            FrameDecoder decoder = new FrameDecoder(TOKEN_FRAME_OCTETS);
            InputStream input = channel.socket().getInputStream();
            byte[] octet = new byte[1];
            Frame frame = null;
            while (frame == null) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - clock.nanos());
                if (leftMillis <= 0) {
                    throw new SocketTimeoutException();
                }
                channel.socket().setSoTimeout((int) leftMillis);
                if (input.read(octet) < 0) {
                    return Optional.empty();
                }
                frame = decoder.next(ByteBuffer.wrap(octet));
            }
            return MessageReader.peer(frame);
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
