package io.naru.relay.bench;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileExchange.SpliceRequest;
import io.naru.common.message.LoginMode;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Pairs of connections of which one sends all the time and the other reads: through a relay, or straight to each other.
 *
 * <p>Threading: one owner; each end has a daemon thread of its own.
 */
public final class SpliceLoad implements AutoCloseable {
    private static final int PIECE_OCTETS = 256 * 1024;
    private static final int FRAME_OCTETS = 64 * 1024;
    private static final int OK_OCTETS = FrameEncoder.encode(FrameType.SPLICE, "ok").length;

    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicLong octets = new AtomicLong();
    private final long startNanos = System.nanoTime();

    private SpliceLoad() {}

    /**
     * Pairs through a relay, each of two users.
     *
     * @param octetsPerSecond what each sends; 0 for all it can
     * @throws IOException if the relay refuses
     */
    public static SpliceLoad spliced(InetSocketAddress relay, int pairs, long octetsPerSecond) throws IOException {
        SpliceLoad load = new SpliceLoad();
        for (int i = 0; i < pairs; i++) {
            load.startSpliced(relay, "from" + i, "to" + i, octetsPerSecond);
        }
        return load;
    }

    /** Pairs that nothing is between: what this machine does at most, and what the others notice of that. */
    public static SpliceLoad straight(int pairs, long octetsPerSecond) throws IOException {
        SpliceLoad load = new SpliceLoad();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < pairs; i++) {
                SocketChannel from = SocketChannel.open(server.getLocalAddress());
                load.start(from, server.accept(), octetsPerSecond);
            }
        }
        return load;
    }

    private void startSpliced(InetSocketAddress relay, String from, String to, long octetsPerSecond)
            throws IOException {
        try (Talk asker = new Talk(relay, from);
                Talk other = new Talk(relay, to)) {
            asker.send(MessageWriter.octets(new ClientMessage.File(FileEnvelope.of(
                    new SpliceRequest(UserName.of(to), Optional.of(new RequestId("bench")), Optional.empty())))));
            SocketChannel sending = side(relay, asker.token());
            SocketChannel reading = side(relay, other.token());
            skipOk(sending);
            skipOk(reading);
            start(sending, reading, octetsPerSecond);
        }
    }

    private static SocketChannel side(InetSocketAddress relay, TransferToken token) throws IOException {
        SocketChannel channel = SocketChannel.open(relay);
        channel.write(ByteBuffer.wrap(FrameEncoder.encode(FrameType.SPLICE, token.value())));
        return channel;
    }

    private static void skipOk(SocketChannel channel) throws IOException {
        ByteBuffer ok = ByteBuffer.allocate(OK_OCTETS);
        while (ok.hasRemaining()) {
            if (channel.read(ok) < 0) {
                throw new EOFException("The relay ended a connection that it was to carry");
            }
        }
    }

    private void start(SocketChannel from, SocketChannel to, long octetsPerSecond) {
        channels.add(from);
        channels.add(to);
        startThread(() -> send(from, octetsPerSecond));
        startThread(() -> read(to));
    }

    private static void startThread(Runnable work) {
        Thread thread = new Thread(work, "bench-splice");
        thread.setDaemon(true);
        thread.start();
    }

    private static void send(SocketChannel channel, long octetsPerSecond) {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_OCTETS);
        long start = System.nanoTime();
        long sent = 0;
        try {
            while (channel.isOpen()) {
                sent += channel.write(piece.clear());
                long dueNanos = octetsPerSecond == 0 ? 0 : (long) (sent * 1e9 / octetsPerSecond);
                LockSupport.parkNanos(Math.max(0, start + dueNanos - System.nanoTime()));
            }
        } catch (IOException e) {
            logEnd(e);
        }
    }

    private void read(SocketChannel channel) {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_OCTETS);
        try {
            for (int count = channel.read(piece); count >= 0; count = channel.read(piece.clear())) {
                octets.addAndGet(count);
            }
        } catch (IOException e) {
            logEnd(e);
        }
    }

    private static void logEnd(IOException cause) {
        System.getLogger(SpliceLoad.class.getName())
                .log(System.Logger.Level.DEBUG, "A connection under load ended", cause);
    }

    /** Millions of octets a second that have come through since it began. */
    public double megabytesPerSecond() {
        return octets.get() * 1e3 / (System.nanoTime() - startNanos);
    }

    /** How many octets have come through. */
    public long octets() {
        return octets.get();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    /** A user who is logged in. */
    private static final class Talk implements AutoCloseable {
        private final SocketChannel channel;
        private final FrameDecoder decoder = new FrameDecoder(FRAME_OCTETS);
        private final ByteBuffer input = ByteBuffer.allocate(FRAME_OCTETS).flip();

        private Talk(InetSocketAddress relay, String name) throws IOException {
            channel = SocketChannel.open(relay);
            send(MessageWriter.octets(new ClientMessage.Hello(1, "bench")));
            send(MessageWriter.octets(
                    new ClientMessage.Credentials(UserName.of(name), Password.of("secret"), LoginMode.LOGIN, "")));
            await(RelayMessage.Welcome.class::isInstance);
        }

        private void send(byte[] octets) throws IOException {
            channel.write(ByteBuffer.wrap(octets));
        }

        private TransferToken token() throws IOException {
            RelayMessage told = await(RelayMessage.File.class::isInstance);
            return ((SpliceRequest) ((RelayMessage.File) told).message())
                    .token()
                    .orElseThrow();
        }

        private RelayMessage await(Predicate<RelayMessage> wanted) throws IOException {
            try {
                while (true) {
                    Frame frame = decoder.next(input);
                    Optional<RelayMessage> message = frame == null ? Optional.empty() : MessageReader.relay(frame);
                    if (message.filter(wanted).isPresent()) {
                        return message.get();
                    }
                    if (message.filter(RelayMessage.Error.class::isInstance).isPresent()) {
                        throw new IOException("The relay refused: " + message.get());
                    }
                    if (frame == null) {
                        readMore();
                    }
                }
            } catch (ProtocolException e) {
                throw new IOException("The relay said what can't be read", e);
            }
        }

        private void readMore() throws IOException {
            int count = channel.read(input.clear());
            if (count < 0) {
                throw new EOFException("The relay ended the connection");
            }
            input.flip();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
