package io.naru.common.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * One frame as it was received: type, command if the type is FILE, and body without the closing NUL. Whether the body
 * is valid UTF-8 is the decoder's promise; what it means isn't known here.
 *
 * @param typeOctet 0 to 255
 * @param commandOctet 0 to 255 when the type is FILE, else {@link #NO_COMMAND}
 * @param body the octets between the head and the NUL; owned by this frame, not to be changed
 */
public record Frame(int typeOctet, int commandOctet, byte[] body) {
    /** The command of a frame that has none. */
    public static final int NO_COMMAND = -1;

    public Frame {
        Objects.requireNonNull(body);
        boolean isFile = typeOctet == FrameType.FILE.octet();
        if (isFile != (commandOctet != NO_COMMAND)) {
            throw new IllegalArgumentException("a command belongs to FILE frames alone");
        }
    }

    /** Whether this is a frame of the given type. */
    public boolean is(FrameType type) {
        return typeOctet == type.octet();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && typeOctet == that.typeOctet
                && commandOctet == that.commandOctet
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return (typeOctet * 31 + commandOctet) * 31 + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return FrameLog.describe(this);
    }
}
