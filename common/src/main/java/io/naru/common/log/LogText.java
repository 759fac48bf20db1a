package io.naru.common.log;

import io.naru.common.text.VisibleCharacters;
import java.util.Locale;

/**
 * How text stands in a line of the log: whatever could end the line or steer a terminal is escaped, wherever it came
 * from.
 *
 * <p>Threading: stateless.
 */
final class LogText {
    private LogText() {}

    /** Appends a value: as it is when it is one plain word, in quotes otherwise. */
    static void appendValue(StringBuilder line, String text) {
        if (isWord(text)) {
            line.append(text);
        } else {
            line.append(quoted(text));
        }
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .allMatch(codePoint -> codePoint > ' '
                                && codePoint != '"'
                                && codePoint != '='
                                && codePoint != '\\'
                                && !Character.isSpaceChar(codePoint)
                                && VisibleCharacters.contain(codePoint));
    }

    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '"' -> safe.append("\\\"");
                case '\\' -> safe.append("\\\\");
                case '\n' -> safe.append("\\n");
                default -> {
                    if (VisibleCharacters.contain(codePoint)) {
                        safe.appendCodePoint(codePoint);
                    } else {
                        safe.append(String.format(Locale.ROOT, "\\u{%x}", codePoint));
                    }
                }
            }
        });
        return safe.toString();
    }
}
