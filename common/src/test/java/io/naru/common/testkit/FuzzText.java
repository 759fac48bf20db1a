package io.naru.common.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Any string as octets and any octets as a string: UTF-8 in which half a surrogate pair is written as if it were a
 * character, since parsers of text meet those, too. What isn't that reads as U+FFFD.
 *
 * <p>Threading: stateless.
 */
public final class FuzzText {
    private static final int HALF_PAIR = 0xED;

    private FuzzText() {}

    /** The octets of a string. */
    public static byte[] octets(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isHalf(codePoint)) {
                octets.write(HALF_PAIR);
                octets.write(0x80 | codePoint >> 6 & 0x3F);
                octets.write(0x80 | codePoint & 0x3F);
            } else {
                octets.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }

    /** The string of octets. */
    public static String of(byte[] octets) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i + 2 < octets.length; i++) {
            boolean isHalf =
                    (octets[i] & 0xFF) == HALF_PAIR && (octets[i + 1] & 0xE0) == 0xA0 && (octets[i + 2] & 0xC0) == 0x80;
            if (isHalf) {
                text.append(new String(octets, from, i - from, StandardCharsets.UTF_8));
                text.append((char) (0xD000 | (octets[i + 1] & 0x3F) << 6 | octets[i + 2] & 0x3F));
                i += 2;
                from = i + 1;
            }
        }
        return text.append(new String(octets, from, octets.length - from, StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether a text is printable ASCII and nothing else. */
    public static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is a sentence for people, in ASCII. */
    public static boolean isSentence(String text) {
        return isPrintable(text) && text.endsWith(".");
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
