package io.naru.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One line for one frame, for logs and failed tests. Passwords and the tokens of transfers are never printed, nor is
 * anything that a terminal would take as more than a letter.
 *
 * <p>Threading: stateless.
 */
public final class FrameLog {
    private static final int SHOWN_CHARACTERS = 120;
    private static final int TOKEN_FIELD = 1;
    private static final String SECRET = "***";

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
        if (frame.is(FrameType.CREDENTIALS) || frame.is(FrameType.SPLICE)) {
            return line.append(' ').append(SECRET).toString();
        }
        String body = withoutToken(frame);
        line.append(' ');
        body.codePoints().limit(SHOWN_CHARACTERS).forEach(c -> append(line, c));
        return body.codePointCount(0, body.length()) > SHOWN_CHARACTERS
                ? line.append("...").toString()
                : line.toString();
    }

    private static String withoutToken(Frame frame) {
        String body = new String(frame.body(), StandardCharsets.UTF_8);
        boolean mayHoldToken = frame.commandOctet() == FileCommand.DOWNLOAD_ACCEPT.octet()
                || frame.commandOctet() == FileCommand.SPLICE_REQUEST.octet();
        Fields fields = Fields.of(frame);
        if (!mayHoldToken || !fields.has(TOKEN_FIELD)) {
            return body;
        }
        List<String> parts = new ArrayList<>(fields.rest());
        parts.set(TOKEN_FIELD, SECRET);
        return fields.base() + Fields.SEPARATOR + String.join(String.valueOf(Fields.SEPARATOR), parts);
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
