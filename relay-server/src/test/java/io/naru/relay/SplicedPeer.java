package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.TransferToken;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One side of a way through the relay, octet by octet.
 *
 * <p>Threading: the test's.
 */
final class SplicedPeer implements AutoCloseable {
    private static final int MANY_STEPS = 20_000;
    private static final byte[] OK = FrameEncoder.encode(FrameType.SPLICE, "ok");

    private final SteppedRelay relay;
    private final SocketChannel channel = SocketChannel.open();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteBuffer input = ByteBuffer.allocate(64 * 1024);
    private boolean hasEnded;

    SplicedPeer(SteppedRelay relay) throws IOException {
        this.relay = relay;
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 16 * 1024);
        channel.connect(relay.relay().addresses().get(0));
        channel.configureBlocking(false);
    }

    static byte[] tokenFrame(TransferToken token) {
        return FrameEncoder.encode(FrameType.SPLICE, token.value());
    }

    static SplicedPeer with(SteppedRelay relay, TransferToken token) throws IOException {
        return new SplicedPeer(relay).send(tokenFrame(token));
    }

    /** As much as the relay takes without anybody reading. */
    long sendWhileTaken(byte[] octets) throws IOException {
        long sent = 0;
        for (int refused = 0; refused < 200; ) {
            int count = channel.write(ByteBuffer.wrap(octets));
            sent += count;
            refused = count == 0 ? refused + 1 : 0;
            relay.step();
        }
        return sent;
    }

    SplicedPeer send(byte[] octets) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        for (int i = 0; buffer.hasRemaining(); i++) {
            assertThat(i).as("turns without the relay reading").isLessThan(MANY_STEPS);
            if (channel.write(buffer) == 0) {
                relay.step();
            }
        }
        return this;
    }

    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    void read() throws IOException {
        int count = channel.read(input.clear());
        hasEnded |= count < 0;
        received.write(input.array(), 0, Math.max(0, count));
    }

    byte[] received() {
        return received.toByteArray();
    }

    /** The relay says that both sides are there. */
    SplicedPeer expectOk() throws IOException {
        return expect(OK);
    }

    /** The next octets are these. */
    SplicedPeer expect(byte[] octets) throws IOException {
        await(octets.length);
        assertThat(received.toByteArray()).startsWith(octets);
        byte[] rest = received.toByteArray();
        received.reset();
        received.write(rest, octets.length, rest.length - octets.length);
        return this;
    }

    SplicedPeer await(int octets) throws IOException {
        for (int i = 0; received.size() < octets && !hasEnded; i++) {
            assertThat(i)
                    .as("turns until " + octets + " octets came; " + received.size() + " did")
                    .isLessThan(MANY_STEPS);
            relay.step();
            read();
        }
        assertThat(received.size()).isGreaterThanOrEqualTo(octets);
        return this;
    }

    /** What comes until the relay ends the stream, or breaks it off. */
    byte[] untilEnd() throws IOException {
        for (int i = 0; !hasEnded; i++) {
            assertThat(i).as("turns until the end").isLessThan(MANY_STEPS);
            relay.step();
            try {
                read();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("reset");
                hasEnded = true;
            }
        }
        return received.toByteArray();
    }

    /** Closes with a reset, as a program that is killed does. */
    void abort() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** Closes in order. */
    void leave() throws IOException {
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
