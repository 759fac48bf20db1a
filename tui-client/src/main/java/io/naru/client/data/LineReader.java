package io.naru.client.data;

import io.naru.common.message.MessageReader;
import io.naru.common.message.PeerMessage;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Messages of the other end, and the octets that follow some of them. It reads a record ahead at most, so that what
 * follows a message in many records goes where it belongs without a copy.
 *
 * <p>Threading: one thread.
 */
final class LineReader {
    private static final int BUFFER_OCTETS = 17 << 10;

    /** Something to do before the line is waited at. */
    @FunctionalInterface
    interface BeforeWaiting {
        void run() throws IOException;
    }

    private final PeerLine line;
    private final BeforeWaiting beforeWaiting;
    private final FrameDecoder decoder = new FrameDecoder(Limits.PEER_FRAME_OCTETS);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS).flip();

    LineReader(PeerLine line, BeforeWaiting beforeWaiting) {
        this.line = line;
        this.beforeWaiting = beforeWaiting;
    }

    /** The next message that is known; empty at the proper end of the line. */
    Optional<PeerMessage> next() throws IOException {
        try {
            while (true) {
                Frame frame = decoder.next(buffer);
                if (frame == null) {
                    if (!hasMore()) {
                        return atEnd();
                    }
                    continue;
                }
                Optional<PeerMessage> message = MessageReader.peer(frame);
                if (message.isPresent()) {
                    return message;
                }
            }
        } catch (ProtocolException e) {
            throw new PeerFault("The other side sends what isn't understood: " + e.getMessage());
        }
    }

    private Optional<PeerMessage> atEnd() throws EOFException {
        if (decoder.heldOctets() > 0) {
            throw new EOFException();
        }
        return Optional.empty();
    }

    private boolean hasMore() throws IOException {
        beforeWaiting.run();
        buffer.clear();
        int count = 0;
        try {
            count = line.read(buffer);
        } finally {
            buffer.flip();
        }
        return count >= 0;
    }

    /** Fills a buffer with the octets that follow a message. */
    void fill(ByteBuffer into) throws IOException {
        int count = Math.min(buffer.remaining(), into.remaining());
        int end = buffer.limit();
        into.put(buffer.limit(buffer.position() + count));
        buffer.limit(end);
        while (into.hasRemaining()) {
            if (line.read(into) < 0) {
                throw new EOFException();
            }
        }
    }
}
