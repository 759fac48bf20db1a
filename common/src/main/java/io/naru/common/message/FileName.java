package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The path of a shared file as its owner calls it, and its form on the wire, where every octet below 0x20, 0x7F, and a
 * percent sign that would be read as the beginning of an escape travel as {@code %XX} (PROTOCOL.md, section 6.1). The
 * parts of a path are parted by {@code /}.
 * Nothing is said here of whether a path is safe to open or to write: that is {@code SafePath}'s.
 *
 * <p>Threading: stateless.
 */
final class FileName {
    private static final String DIGITS = "0123456789ABCDEF";

    private FileName() {}

    static String checked(String what, String path) {
        if (FreeText.octets(path) > Limits.PATH_OCTETS) {
            throw new InvalidValueException(what + " is longer than " + Limits.PATH_OCTETS + " octets.");
        }
        if (path.codePoints().anyMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new InvalidValueException(what + " holds what no file name can hold.");
        }
        return path;
    }

    /** To the wire. */
    static String escape(String path) {
        if (path.chars().noneMatch(c -> isControl(c) || c == '%')) {
            return path;
        }
        StringBuilder escaped = new StringBuilder(path.length() + 8);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (isControl(c) || c == '%' && beginsEscape(path, i)) {
                escaped.append('%').append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** From the wire. A percent sign that begins no escape stands for itself, as base clients send it. */
    static String unescape(String wire) {
        if (wire.indexOf('%') < 0) {
            return wire;
        }
        byte[] octets = wire.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream path = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%' && i + 2 < octets.length && escapedOctet(octets, i) >= 0) {
                path.write(escapedOctet(octets, i));
                i += 2;
            } else {
                path.write(octets[i]);
            }
        }
        return path.toString(StandardCharsets.UTF_8);
    }

    private static int escapedOctet(byte[] octets, int percent) {
        int high = Character.digit(octets[percent + 1], 16);
        int low = Character.digit(octets[percent + 2], 16);
        int octet = high << 4 | low;
        return high >= 0 && low >= 0 && (isControl(octet) || octet == '%') ? octet : -1;
    }

    /** Whether a reader would take what begins with the percent sign for an escape. */
    private static boolean beginsEscape(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return false;
        }
        byte[] octets = path.substring(percent, percent + 3).getBytes(StandardCharsets.UTF_8);
        return escapedOctet(octets, 0) >= 0;
    }

    private static boolean isControl(int c) {
        return c < 0x20 || c == 0x7F;
    }
}
