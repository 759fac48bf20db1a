package io.naru.relay.ctl;

import java.util.List;
import java.util.Locale;

/**
 * Writes JSON in which nothing can steer a terminal: whatever isn't plainly visible is escaped.
 *
 * <p>Threading: stateless.
 */
final class Json {
    private Json() {}

    static void appendText(StringBuilder json, String text) {
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
        if (isVisible(codePoint)) {
            json.appendCodePoint(codePoint);
        } else {
            for (char half : Character.toChars(codePoint)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
            }
        }
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Appends an object of keys and their values, which stand in the same order. */
    static void appendObject(StringBuilder json, List<String> keys, List<Value> values) {
        json.append('{');
        for (int i = 0; i < keys.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            appendText(json, keys.get(i) + values.get(i).suffix());
            json.append(':');
            values.get(i).appendJson(json);
        }
        json.append('}');
    }
}
