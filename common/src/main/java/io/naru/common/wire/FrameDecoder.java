package io.naru.common.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Octets to frames, a piece at a time (PROTOCOL.md, section 2).
 *
 * <pre>
 *     +------+-----------+----------- ... ---+-----+
 *     | type | [command] |  body             | NUL |      command only when type = FILE (2)
 *     +------+-----------+----------- ... ---+-----+
 * </pre>
 *
 * Any split of the octets gives the same frames. A frame that lies whole in the given buffer is copied once; a frame
 * in pieces is gathered in an array that grows by doubling up to the limit and is dropped with its frame, so that an
 * idle connection holds none. After a {@link ProtocolException} the decoder is of no further use: the place of the
 * next frame isn't known.
 *
 * <p>Threading: confined to the owner of the connection.
 */
public final class FrameDecoder {
    private static final byte[] NOTHING = {};
    private static final int FIRST_PIECE_OCTETS = 256;

    private int limitOctets;
    private byte[] pieces = NOTHING;
    private int gathered;

    /**
     * A decoder for a connection that starts now.
     *
     * @param limitOctets the longest frame accepted, head and NUL included
     */
    public FrameDecoder(int limitOctets) {
        limitTo(limitOctets);
    }

    /** Sets the longest frame accepted from now on, head and NUL included; at least 4. */
    public void limitTo(int octets) {
        if (octets < 4) {
            throw new IllegalArgumentException("a frame takes at least four octets");
        }
        this.limitOctets = octets;
    }

    /** How many octets of an unfinished frame are held. */
    public int heldOctets() {
        return gathered;
    }

    /**
     * The next frame, if all of it has come.
     *
     * @param octets what was read; consumed up to the end of the returned frame, or wholly if there is none
     * @return the frame, or null when more octets are needed
     * @throws ProtocolException if the frame is over its limit or isn't UTF-8
     */
    public Frame next(ByteBuffer octets) throws ProtocolException {
        int start = octets.position();
        int headMissing = Math.max(0, headOctets(octets) - gathered);
        int end = indexOfNul(octets, start + headMissing);
        int taken = (end < 0 ? octets.limit() : end + 1) - start;
        if ((long) gathered + taken > limitOctets) {
            drop();
            throw new ProtocolException(
                    ErrorCode.TOO_LARGE, "A frame is longer than the " + limitOctets + " octets allowed here.");
        }
        if (end < 0) {
            gather(octets, taken);
            return null;
        }
        return gathered == 0 ? frame(octets, taken) : fromPieces(octets, taken);
    }

    /** One octet of type, and one more if it says FILE; as far as the type is known. */
    private int headOctets(ByteBuffer octets) {
        if (gathered == 0 && !octets.hasRemaining()) {
            return 1;
        }
        int type = gathered > 0 ? pieces[0] : octets.get(octets.position());
        return type == FrameType.FILE.octet() ? 2 : 1;
    }

    private static int indexOfNul(ByteBuffer octets, int from) {
        for (int i = from; i < octets.limit(); i++) {
            if (octets.get(i) == 0) {
                return i;
            }
        }
        return -1;
    }

    private void gather(ByteBuffer octets, int count) {
        if (count == 0) {
            return;
        }
        int needed = gathered + count;
        if (needed > pieces.length) {
            int doubled = Math.min(limitOctets, Math.max(FIRST_PIECE_OCTETS, pieces.length * 2));
            pieces = Arrays.copyOf(pieces, Math.max(needed, doubled));
        }
        octets.get(pieces, gathered, count);
        gathered = needed;
    }

    private Frame fromPieces(ByteBuffer octets, int count) throws ProtocolException {
        gather(octets, count);
        ByteBuffer whole = ByteBuffer.wrap(pieces, 0, gathered);
        drop();
        return frame(whole, whole.remaining());
    }

    private static Frame frame(ByteBuffer octets, int count) throws ProtocolException {
        int type = octets.get() & 0xFF;
        boolean isFile = type == FrameType.FILE.octet();
        int command = isFile ? octets.get() & 0xFF : Frame.NO_COMMAND;
        byte[] body = new byte[count - (isFile ? 3 : 2)];
        octets.get(body).get();
        if (!Utf8.isValid(body)) {
            throw new ProtocolException(ErrorCode.MALFORMED, "A frame holds octets that aren't UTF-8.");
        }
        return new Frame(type, command, body);
    }

    private void drop() {
        pieces = NOTHING;
        gathered = 0;
    }
}
