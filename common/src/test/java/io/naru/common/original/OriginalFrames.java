package io.naru.common.original;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Octets to frames, one octet after the other.
 *
 * <p>Threading: confined to its reader.
 */
final class OriginalFrames {
    private static final int NONE = -1;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int type = NONE;
    private int subtype = NONE;

    /** The frames that are complete with these octets. */
    List<OriginalFrame> add(byte[] octets, int count) {
        List<OriginalFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int octet = octets[i] & 0xFF;
            if (type == NONE) {
                type = octet;
            } else if (type == OriginalFrame.FILE && subtype == NONE) {
                subtype = octet;
            } else if (octet != 0) {
                text.write(octet);
            } else {
                frames.add(new OriginalFrame(type, subtype, text.toString(StandardCharsets.UTF_8)));
                text.reset();
                type = NONE;
                subtype = NONE;
            }
        }
        return frames;
    }

    /** Whether the last octets ended a frame. */
    boolean isBetweenFrames() {
        return type == NONE;
    }
}
