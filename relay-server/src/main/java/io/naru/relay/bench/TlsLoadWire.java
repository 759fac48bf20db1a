package io.naru.relay.bench;

import io.naru.common.tls.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * A socket with TLS on it. It keeps no buffers of its own, only what came of a record that isn't whole yet; and it can
 * count what was said without deciphering it, since a load client that deciphers everything costs as much as the relay
 * that it measures.
 *
 * <p>Threading: confined to the load client's thread; its arithmetic too.
 */
final class TlsLoadWire implements LoadWire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Buffers buffers;
    private final RecordMeter meter = new RecordMeter();
    /** What came of a record that isn't whole yet. */
    private byte[] held = {};

    /** What all wires of a load client share: what came, what goes, and where a handshake's words are thrown away. */
    static final class Buffers {
        private static final int INPUT_OCTETS = 512 * 1024;
        private static final int RECORD_OCTETS = 17 * 1024;

        private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_OCTETS);
        private final ByteBuffer output = ByteBuffer.allocateDirect(4 * RECORD_OCTETS);
        private final ByteBuffer noWords = ByteBuffer.allocateDirect(RECORD_OCTETS);
    }

    TlsLoadWire(InetSocketAddress relay, SSLContext context, Buffers buffers) throws IOException {
        this.buffers = buffers;
        this.engine = context.createSSLEngine();
        TlsSettings.configureClient(engine);
        this.channel = PlainLoadWire.connecting(relay);
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean advance() throws IOException {
        if (channel.isConnectionPending()) {
            channel.finishConnect();
            engine.beginHandshake();
        } else if (readRecords(buffers.noWords.clear()) < 0) {
            throw new IOException("the relay ended the connection in the handshake");
        }
        shakeHands();
        return isEstablished();
    }

    private boolean isEstablished() {
        return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    /** Calculates and says what there is to calculate and to say. */
    private void shakeHands() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(NOTHING);
                default -> {
                    return;
                }
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = readRecords(target);
        shakeHands();
        return count;
    }

    /** Reads once from the socket, and deciphers all records that are whole. */
    private int readRecords(ByteBuffer target) throws IOException {
        int start = target.position();
        ByteBuffer input = buffers.input.clear().put(held);
        int count = channel.read(input);
        if (count <= 0) {
            return count;
        }
        input.flip();
        try {
            while (input.hasRemaining() && unwrapOne(input, target)) {
                // Goes on with the next record.
            }
        } finally {
            held = new byte[input.remaining()];
            input.get(held);
        }
        return engine.isInboundDone() && target.position() == start ? -1 : target.position() - start;
    }

    private boolean unwrapOne(ByteBuffer input, ByteBuffer target) throws IOException {
        SSLEngineResult result = engine.unwrap(input, target);
        shakeHands();
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW, CLOSED -> false;
            case BUFFER_OVERFLOW -> throw new IllegalStateException("what a read is given takes all that it can yield");
        };
    }

    @Override
    public int skim(ByteBuffer scratch) throws IOException {
        scratch.clear().put(held);
        held = new byte[0];
        int count = channel.read(scratch);
        return count < 0 ? -1 : meter.take(scratch.flip());
    }

    @Override
    public void write(ByteBuffer octets) throws IOException {
        do {
            wrap(octets);
        } while (octets.hasRemaining());
    }

    private void wrap(ByteBuffer octets) throws IOException {
        ByteBuffer record = buffers.output.clear();
        SSLEngineResult result = engine.wrap(octets, record);
        if (result.getStatus() != SSLEngineResult.Status.OK) {
            throw new SSLException("nothing can be said any more: " + result.getStatus());
        }
        PlainLoadWire.writeAll(channel, record.flip());
    }

    @Override
    public void close() throws IOException {
        held = new byte[0];
        channel.close();
    }

    /** How many octets are said by records of which only the heads are looked at. */
    static final class RecordMeter {
        private static final int HEAD_OCTETS = 5;
        /** The type that is inside, and the tag. */
        private static final int OVERHEAD_OCTETS = 1 + 16;

        private final byte[] head = new byte[HEAD_OCTETS];
        private int headOctets;
        private int leftOfRecord;

        int take(ByteBuffer octets) {
            int said = 0;
            while (octets.hasRemaining()) {
                if (leftOfRecord == 0) {
                    head[headOctets++] = octets.get();
                    if (headOctets == HEAD_OCTETS) {
                        headOctets = 0;
                        leftOfRecord = Byte.toUnsignedInt(head[3]) << 8 | Byte.toUnsignedInt(head[4]);
                        said += Math.max(0, leftOfRecord - OVERHEAD_OCTETS);
                    }
                } else {
                    int step = Math.min(leftOfRecord, octets.remaining());
                    octets.position(octets.position() + step);
                    leftOfRecord -= step;
                }
            }
            return said;
        }
    }
}
