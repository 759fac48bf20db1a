package io.naru.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Frames to octets: the mirror of {@link FrameDecoder}.
 *
 * <p>Threading: stateless.
 */
public final class FrameEncoder {
    private FrameEncoder() {}

    /**
     * A frame of any type but FILE.
     *
     * @param type the type
     * @param base the base text, without NUL and unit separator
     * @param fields the fields behind it, likewise; empty ones at the end are left out
     * @return the whole frame, its NUL included
     */
    public static byte[] encode(FrameType type, String base, String... fields) {
        if (type == FrameType.FILE) {
            throw new IllegalArgumentException("a FILE frame needs a command");
        }
        return join(String.valueOf((char) type.octet()), base, fields);
    }

    /** A FILE frame; base and fields as for the other types. */
    public static byte[] encodeFile(FileCommand command, String base, String... fields) {
        return join("" + (char) FrameType.FILE.octet() + (char) command.octet(), base, fields);
    }

    /** Puts a received frame together again, octet for octet. */
    public static byte[] encode(Frame frame) {
        byte[] body = frame.body();
        int head = frame.commandOctet() == Frame.NO_COMMAND ? 1 : 2;
        byte[] octets = new byte[head + body.length + 1];
        octets[0] = (byte) frame.typeOctet();
        if (head == 2) {
            octets[1] = (byte) frame.commandOctet();
        }
        System.arraycopy(body, 0, octets, head, body.length);
        return octets;
    }

    /**
     * What a base peer is sent of a frame: everything up to the first unit separator, and the NUL. The array itself
     * when the frame has no fields.
     */
    public static byte[] cutToBase(byte[] frame) {
        int head = frame[0] == FrameType.FILE.octet() ? 2 : 1;
        for (int i = head; i < frame.length; i++) {
            if (frame[i] == Fields.SEPARATOR) {
                byte[] base = Arrays.copyOf(frame, i + 1);
                base[i] = 0;
                return base;
            }
        }
        return frame;
    }

    private static byte[] join(String head, String base, String[] fields) {
        int count = fields.length;
        while (count > 0 && fields[count - 1].isEmpty()) {
            count--;
        }
        StringBuilder text = new StringBuilder(head);
        text.append(checked(base));
        for (int i = 0; i < count; i++) {
            text.append(Fields.SEPARATOR).append(checked(fields[i]));
        }
        return text.append('\0').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String checked(String part) {
        if (part.indexOf('\0') >= 0 || part.indexOf(Fields.SEPARATOR) >= 0) {
            throw new IllegalArgumentException("no part of a frame may hold NUL or the unit separator");
        }
        return part;
    }
}
