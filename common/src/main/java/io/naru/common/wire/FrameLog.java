package io.naru.common.wire;

import java.nio.charset.StandardCharsets;

/**
 * One line for one frame, for logs and failed tests. Passwords are never printed, nor is anything that a terminal
 * would take as more than a letter.
 *
 * <p>Threading: stateless.
 */
public final class FrameLog {
    private static final int SHOWN_CHARACTERS = 120;

    private FrameLog() {}

    /** A frame in words: its type, its command, its length, and the beginning of its body in printable ASCII. */
    public static String describe(Frame frame) {
        StringBuilder line = new StringBuilder();
        line.append(FrameType.of(frame.typeOctet()).map(Enum::name).orElse("type " + frame.typeOctet()));
        if (frame.commandOctet() != Frame.NO_COMMAND) {
            line.append(' ')
                    .append(FileCommand.of(frame.commandOctet())
                            .map(Enum::name)
                            .orElse("command " + frame.commandOctet()));
        }
        line.append(" (").append(frame.body().length).append(" octets)");
        if (frame.is(FrameType.CREDENTIALS)) {
            return line.append(" ***").toString();
        }
        String body = new String(frame.body(), StandardCharsets.UTF_8);
        line.append(' ');
        body.codePoints().limit(SHOWN_CHARACTERS).forEach(c -> append(line, c));
        return body.codePointCount(0, body.length()) > SHOWN_CHARACTERS
                ? line.append("...").toString()
                : line.toString();
    }

    private static void append(StringBuilder line, int codePoint) {
        if (codePoint == Fields.SEPARATOR) {
            line.append(" | ");
        } else if (codePoint >= 0x20 && codePoint < 0x7F) {
            line.append((char) codePoint);
        } else {
            line.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        }
    }
}
