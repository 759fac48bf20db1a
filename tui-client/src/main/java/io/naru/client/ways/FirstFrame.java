package io.naru.client.ways;

import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.TransferToken;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The SPLICE frames with which a connection through the relay begins: a token, and {@code ok} as the relay's answer
 * (PROTOCOL.md, section 7). They are read octet by octet, so that nothing behind them is.
 *
 * <p>Threading: stateless; calls block, and end when the connection is closed.
 */
final class FirstFrame {
    /** What the relay says once both sides are there. */
    static final TransferToken OK = new TransferToken("ok");

    private static final int OCTETS_MAX = 256;

    /** What octets come from. */
    @FunctionalInterface
    interface Source {
        int read(ByteBuffer into) throws IOException;
    }

    private FirstFrame() {}

    /** A frame that says a token. */
    static ByteBuffer of(TransferToken token) {
        return ByteBuffer.wrap(MessageWriter.octets(new PeerMessage.Open(token)));
    }

    /**
     * Waits for a token.
     *
     * @throws EOFException if the other side hung up instead
     * @throws IOException if something else came
     */
    static TransferToken read(Source source) throws IOException {
        FrameDecoder decoder = new FrameDecoder(OCTETS_MAX);
        ByteBuffer octet = ByteBuffer.allocate(1);
        try {
            Frame frame = null;
            while (frame == null) {
                octet.clear();
                if (source.read(octet) < 0) {
                    throw new EOFException();
                }
                octet.flip();
                frame = decoder.next(octet);
            }
            return token(frame).orElseThrow(() -> new IOException("something else came than was agreed"));
        } catch (ProtocolException e) {
            throw new IOException("something else came than was agreed", e);
        }
    }

    /**
     * Waits until the other side is there, too.
     *
     * @throws IOException if it doesn't come
     */
    static void readOk(Source source) throws IOException {
        if (!OK.matches(read(source))) {
            throw new IOException("something else came than was agreed");
        }
    }

    private static Optional<TransferToken> token(Frame frame) throws ProtocolException {
        return MessageReader.peer(frame)
                .filter(PeerMessage.Open.class::isInstance)
                .map(PeerMessage.Open.class::cast)
                .map(PeerMessage.Open::token);
    }
}
