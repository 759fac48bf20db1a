package io.naru.common.text;

import java.util.Locale;

/**
 * Writes texts as JSON strings in which nothing can steer a terminal: whatever isn't plainly visible is escaped, and so
 * nothing of the text is lost.
 *
 * <p>Threading: stateless.
 */
public final class JsonText {
    private JsonText() {}

    /** Appends the text in quotes. A lone surrogate stays one, escaped. */
    public static void append(StringBuilder json, String text) {
        json.append('"');
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                default -> appendCharacter(json, codePoint);
            }
        });
        json.append('"');
    }

    private static void appendCharacter(StringBuilder json, int codePoint) {
        if (VisibleCharacters.contain(codePoint)) {
            json.appendCodePoint(codePoint);
        } else {
            for (char half : Character.toChars(codePoint)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
            }
        }
    }
}
