package io.naru.client.data;

import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Messages to the other end, gathered so that many small ones take one record.
 *
 * <p>Threading: one thread.
 */
final class LineWriter {
    private static final int BUFFER_OCTETS = 32 << 10;

    private final PeerLine line;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);

    LineWriter(PeerLine line) {
        this.line = line;
    }

    /** Says something, soon. */
    void send(PeerMessage message) throws IOException {
        add(ByteBuffer.wrap(MessageWriter.octets(message)));
    }

    /** Says something that octets follow. They are copied or sent before this returns. */
    void send(PeerMessage message, ByteBuffer octets) throws IOException {
        send(message);
        add(octets);
    }

    private void add(ByteBuffer octets) throws IOException {
        if (octets.remaining() <= buffer.remaining()) {
            buffer.put(octets);
            return;
        }
        buffer.flip();
        try {
            line.write(buffer, octets);
        } finally {
            buffer.clear();
        }
    }

    /** Says all that wasn't yet. */
    void flush() throws IOException {
        if (buffer.position() == 0) {
            return;
        }
        buffer.flip();
        try {
            line.write(buffer);
        } finally {
            buffer.clear();
        }
    }
}
