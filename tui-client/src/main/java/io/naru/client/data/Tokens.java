package io.naru.client.data;

import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.TransferToken;
import io.naru.common.tls.TlsLine;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first frames of a data connection, right behind the handshake: the token, and that it was the right one
 * (PROTOCOL.md, section 7). They are read octet by octet from what TLS has decrypted, so that none of what follows is
 * taken with them. Each call blocks; who wants a deadline breaks the line off.
 *
 * <p>Threading: stateless.
 */
public final class Tokens {
    /** The version of what follows READY. */
    private static final int VERSION = 1;

    private Tokens() {}

    /** Sends a token. */
    public static void send(TlsLine line, TransferToken token) throws IOException {
        write(line, new PeerMessage.Open(token));
    }

    /**
     * Waits for a token. Whether it is the right one, and used for the first time, is the caller's to check.
     *
     * @throws PeerFault if something else comes
     */
    public static TransferToken expect(TlsLine line) throws IOException {
        PeerMessage first = read(line);
        if (first instanceof PeerMessage.Open open) {
            return open.token();
        }
        throw new PeerFault("The other side doesn't begin with a token.");
    }

    /** The owner says that key and token were right. */
    public static void accept(TlsLine line) throws IOException {
        write(line, new PeerMessage.Ready(VERSION));
    }

    /** The owner says why not; the line ends with it. */
    public static void refuse(TlsLine line, ErrorCode code, String sentence) throws IOException {
        write(line, new PeerMessage.Fault(OptionalInt.empty(), code, sentence));
    }

    /**
     * The requester waits for the owner to say that key and token were right.
     *
     * @throws OwnerRefusal if they weren't
     * @throws PeerFault if something else comes
     */
    public static void expectAcceptance(TlsLine line) throws IOException {
        PeerMessage first = read(line);
        if (first instanceof PeerMessage.Fault fault) {
            throw new OwnerRefusal(fault.code(), fault.sentence());
        }
        if (!(first instanceof PeerMessage.Ready)) {
            throw new PeerFault("The other side answers a token with something else.");
        }
    }

    private static void write(TlsLine line, PeerMessage message) throws IOException {
        line.write(ByteBuffer.wrap(MessageWriter.octets(message)));
    }

    private static PeerMessage read(TlsLine line) throws IOException {
        int limit = Limits.PEER_FRAME_OCTETS_BEFORE_TOKEN;
        FrameDecoder decoder = new FrameDecoder(limit);
        ByteBuffer octet = ByteBuffer.allocate(1);
        try {
            for (int i = 0; i < limit; i++) {
                if (line.read(octet.clear()) < 0) {
                    throw new EOFException();
                }
                Frame frame = decoder.next(octet.flip());
                if (frame != null) {
                    return known(MessageReader.peer(frame));
                }
            }
        } catch (ProtocolException e) {
            throw new PeerFault("The other side sends what isn't understood: " + e.getMessage());
        }
        throw new PeerFault("The other side's first frame is too long.");
    }

    private static PeerMessage known(Optional<PeerMessage> message) throws PeerFault {
        return message.orElseThrow(() -> new PeerFault("The other side doesn't begin as it should."));
    }
}
