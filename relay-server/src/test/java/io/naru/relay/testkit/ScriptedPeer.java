package io.naru.relay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RelayMessage;
import io.naru.common.testkit.ChunkingChannel;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;

/**
 * A client on a real socket that does what a test says: {@code send} and {@code expect}. It reads only when it waits
 * for something, so a peer that is left alone is one that doesn't read.
 *
 * <p>Threading: the test's.
 */
public final class ScriptedPeer implements AutoCloseable {
    /** What the relay would never say: it is found out, not waited for. */
    private static final int MANY_STEPS = 10_000;

    private static final int LARGEST_FRAME = 1 << 20;

    /** Lets the other side do a turn of its work; may wait for a millisecond or so. */
    @FunctionalInterface
    public interface Stepper {
        /** One turn. */
        void step() throws IOException;
    }

    private final SocketChannel channel;
    private final ByteChannel octets;
    private final Stepper stepper;
    private final FrameDecoder decoder = new FrameDecoder(LARGEST_FRAME);
    private final ByteBuffer input = ByteBuffer.allocate(64 * 1024);
    private final ArrayDeque<Frame> received = new ArrayDeque<>();
    private boolean hasEnded;
    private int tokens;

    private ScriptedPeer(SocketChannel channel, ByteChannel octets, Stepper stepper) {
        this.channel = channel;
        this.octets = octets;
        this.stepper = stepper;
    }

    /** Connects to a relay. */
    public static ScriptedPeer connect(InetSocketAddress relay, Stepper stepper) throws IOException {
        return connect(relay, 0, stepper);
    }

    /** Connects with a small receive buffer, so that not reading is noticed soon; 0 for the system's own size. */
    public static ScriptedPeer connect(InetSocketAddress relay, int receiveOctets, Stepper stepper) throws IOException {
        SocketChannel channel = open(relay, receiveOctets);
        return new ScriptedPeer(channel, channel, stepper);
    }

    /**
     * The same over TLS, where so many octets a call go in and out; the handshake is done by the first call that needs
     * it.
     */
    public static ScriptedPeer connect(
            InetSocketAddress relay, int receiveOctets, SSLEngine client, Stepper stepper, IntSupplier sizes)
            throws IOException {
        SocketChannel channel = open(relay, receiveOctets);
        ByteChannel tls = new TlsClientChannel(new ChunkingChannel(channel, sizes), client);
        return new ScriptedPeer(channel, tls, stepper);
    }

    private static SocketChannel open(InetSocketAddress relay, int receiveOctets) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveOctets > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveOctets);
        }
        channel.connect(relay);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    /** The address that the relay sees. */
    public SocketAddress address() throws IOException {
        return channel.getLocalAddress();
    }

    /** Sends octets as they are. */
    public ScriptedPeer send(byte[] octets) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        for (int i = 0; buffer.hasRemaining(); i++) {
            assertThat(i).as("turns without the relay reading").isLessThan(MANY_STEPS);
            if (this.octets.write(buffer) == 0) {
                stepper.step();
            }
        }
        return this;
    }

    /** Sends text as UTF-8, controls as they stand: {@code "\0hello\0"} is a CHAT frame. */
    public ScriptedPeer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends octets a few at a time, with a turn of the relay after each piece. */
    public ScriptedPeer sendInPieces(byte[] octets, IntSupplier sizes) throws IOException {
        try (ByteChannel pieces = new ChunkingChannel(new Unclosed(this.octets), sizes)) {
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            while (buffer.hasRemaining()) {
                pieces.write(buffer);
                stepper.step();
            }
        }
        return this;
    }

    private record Unclosed(ByteChannel inside) implements ByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return inside.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return inside.write(source);
        }

        @Override
        public boolean isOpen() {
            return inside.isOpen();
        }

        @Override
        public void close() {
            // The peer's socket outlives the pieces.
        }
    }

    /** Sends a message. */
    public ScriptedPeer send(ClientMessage message) throws IOException {
        return send(MessageWriter.octets(message));
    }

    /** The next frame. */
    public Frame next() throws IOException {
        await("a frame", () -> !received.isEmpty() || hasEnded);
        assertThat(received).as("frames before the end").isNotEmpty();
        return received.poll();
    }

    /** The next frame as a message. */
    public RelayMessage nextMessage() throws IOException {
        Frame frame = next();
        try {
            return MessageReader.relay(frame).orElseThrow(() -> new AssertionError("no message: " + frame));
        } catch (ProtocolException e) {
            throw new AssertionError("the relay sent " + frame, e);
        }
    }

    /** The next frame's body as text, after a check of its type (and command). */
    public String expectText(int... head) throws IOException {
        Frame frame = next();
        assertThat(frame.typeOctet()).as(frame.toString()).isEqualTo(head[0]);
        if (head.length > 1) {
            assertThat(frame.commandOctet()).as(frame.toString()).isEqualTo(head[1]);
        }
        return new String(frame.body(), StandardCharsets.UTF_8);
    }

    /** Checks that the next message is of a kind, and returns it. */
    public <M extends RelayMessage> M expect(Class<M> kind) throws IOException {
        RelayMessage message = nextMessage();
        assertThat(message).isInstanceOf(kind);
        return kind.cast(message);
    }

    /** Checks that the next message is exactly this one. */
    public ScriptedPeer expect(RelayMessage expected) throws IOException {
        assertThat(nextMessage()).isEqualTo(expected);
        return this;
    }

    /** The next message of a kind that fits; what comes before it is thrown away. */
    public <M extends RelayMessage> M skipTo(Class<M> kind, Predicate<M> fits) throws IOException {
        while (true) {
            RelayMessage message = nextMessage();
            if (kind.isInstance(message) && fits.test(kind.cast(message))) {
                return kind.cast(message);
            }
        }
    }

    /** The next message of a kind. */
    public <M extends RelayMessage> M skipTo(Class<M> kind) throws IOException {
        return skipTo(kind, message -> true);
    }

    /** Asks and waits for the answer: whatever the relay had for this extended peer before is returned. */
    public List<RelayMessage> barrier() throws IOException {
        String token = "barrier-" + ++tokens;
        send(new ClientMessage.Ping(token));
        List<RelayMessage> before = new ArrayList<>();
        while (true) {
            RelayMessage message = nextMessage();
            if (message.equals(new RelayMessage.Pong(token))) {
                return before;
            }
            before.add(message);
        }
    }

    /** The same for a base peer, which can't ping: it asks for the files of somebody who doesn't exist. */
    public List<String> baseBarrier() throws IOException {
        String nobody = "nobody" + ++tokens;
        send("\2\0" + nobody + "\0");
        List<String> before = new ArrayList<>();
        while (true) {
            String text = describe(next());
            if (text.equals("0 * No user named " + nobody + " is online.")) {
                return before;
            }
            before.add(text);
        }
    }

    private static String describe(Frame frame) {
        String head = frame.typeOctet() + (frame.commandOctet() < 0 ? "" : "." + frame.commandOctet());
        return head + " " + new String(frame.body(), StandardCharsets.UTF_8);
    }

    /** Checks that the relay ends the stream, without a reset, and says nothing more before. */
    public void expectEnd() throws IOException {
        await("the end of the stream", () -> hasEnded);
        assertThat(received).as("frames before the end").isEmpty();
    }

    /** Waits for the end and returns what came before. */
    public List<Frame> untilEnd() throws IOException {
        await("the end of the stream", () -> hasEnded);
        List<Frame> all = List.copyOf(received);
        received.clear();
        return all;
    }

    /** Waits for the end, and returns what came before as the text of another protocol. */
    public String textUntilEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        await("the end of the stream", () -> hasEnded, () -> {
            while (!hasEnded) {
                int count = octets.read(input.clear());
                if (count <= 0) {
                    hasEnded = count < 0;
                    return;
                }
                all.write(input.array(), 0, count);
            }
        });
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads what is there, without waiting. */
    public List<Frame> drain() throws IOException {
        read();
        List<Frame> all = List.copyOf(received);
        received.clear();
        return all;
    }

    private void await(String what, BooleanSupplier condition) throws IOException {
        await(what, condition, this::read);
    }

    private void await(String what, BooleanSupplier condition, Stepper reading) throws IOException {
        for (int i = 0; i < MANY_STEPS; i++) {
            reading.step();
            if (condition.getAsBoolean()) {
                return;
            }
            stepper.step();
        }
        throw new AssertionError(what + " didn't come");
    }

    private void read() throws IOException {
        while (!hasEnded) {
            int count = octets.read(input.clear());
            if (count <= 0) {
                hasEnded = count < 0;
                return;
            }
            decode(input.flip());
        }
    }

    private void decode(ByteBuffer octets) {
        try {
            for (Frame frame = decoder.next(octets); frame != null; frame = decoder.next(octets)) {
                received.add(frame);
            }
        } catch (ProtocolException e) {
            throw new AssertionError("the relay sent what is no frame", e);
        }
    }

    /** Ends our half of the stream. */
    public void endOutput() throws IOException {
        if (octets instanceof TlsClientChannel tls) {
            tls.endOutput();
        } else {
            cutOutput();
        }
    }

    /** Ends the TCP stream, without TLS's goodbye. */
    public void cutOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** The TLS of this connection, which must have it. */
    public TlsClientChannel tls() {
        return (TlsClientChannel) octets;
    }

    /** Closes with a reset, as a killed process does that has unread input. */
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
