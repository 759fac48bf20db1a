package io.naru.client.state;

import java.util.Optional;

/**
 * Kind and size of a picture, from its first octets; nothing of it is decoded.
 *
 * <p>Threading: stateless.
 */
final class Pictures {
    private Pictures() {}

    /** {@code PNG picture, 640 x 480}; without the size where that isn't in these octets; empty for what is no picture. */
    static Optional<String> about(byte[] octets) {
        if (Peeked.startsWith(octets, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(sized(octets, "PNG", 24, big(octets, 16, 4), big(octets, 20, 4)));
        }
        if (Peeked.startsWith(octets, 'G', 'I', 'F', '8')) {
            return Optional.of(sized(octets, "GIF", 10, little(octets, 6, 2), little(octets, 8, 2)));
        }
        if (Peeked.startsWith(octets, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(jpeg(octets));
        }
        if (Peeked.startsWith(octets, 'R', 'I', 'F', 'F') && Peeked.hasAt(octets, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(webp(octets));
        }
        return Optional.empty();
    }

    private static String sized(byte[] octets, String kind, int needed, long width, long height) {
        boolean isKnown = octets.length >= needed && width > 0 && height > 0;
        return kind + " picture" + (isKnown ? ", " + width + " x " + height : "");
    }

    /** A row of segments, each with its length; the one that begins a frame has the size. */
    private static String jpeg(byte[] octets) {
        int at = 2;
        while (at + 9 <= octets.length && (octets[at] & 0xFF) == 0xFF) {
            int marker = octets[at + 1] & 0xFF;
            boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (isFrame) {
                return sized(octets, "JPEG", at + 9, big(octets, at + 7, 2), big(octets, at + 5, 2));
            }
            boolean isAlone = marker == 0xFF || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7;
            at += isAlone ? (marker == 0xFF ? 1 : 2) : 2 + (int) Math.max(2, big(octets, at + 2, 2));
        }
        return "JPEG picture";
    }

    private static String webp(byte[] octets) {
        if (Peeked.hasAt(octets, 12, 'V', 'P', '8', 'X')) {
            return sized(octets, "WebP", 30, 1 + little(octets, 24, 3), 1 + little(octets, 27, 3));
        }
        if (Peeked.hasAt(octets, 12, 'V', 'P', '8', 'L')) {
            long bits = little(octets, 21, 4);
            return sized(octets, "WebP", 25, 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
        }
        return sized(octets, "WebP", 30, little(octets, 26, 2) & 0x3FFF, little(octets, 28, 2) & 0x3FFF);
    }

    private static long big(byte[] octets, int at, int count) {
        long value = 0;
        for (int i = at; i < Math.min(at + count, octets.length); i++) {
            value = value << 8 | octets[i] & 0xFF;
        }
        return value;
    }

    private static long little(byte[] octets, int at, int count) {
        long value = 0;
        for (int i = Math.min(at + count, octets.length) - 1; i >= at; i--) {
            value = value << 8 | octets[i] & 0xFF;
        }
        return value;
    }
}
