package io.naru.relay.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One object of JSON on one line, for programs that read what a command prints: a list is one line an entry.
 *
 * <p>Threading: one owner.
 */
final class JsonObject {
    private static final String SHORT_ESCAPED = "\"\\\b\f\n\r\t";
    private static final String SHORT_ESCAPES = "\"\\bfnrt";

    private final StringBuilder text = new StringBuilder("{");

    /** Adds a text, with everything escaped that could do something to a terminal. */
    JsonObject with(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    /** Adds a number. */
    JsonObject with(String key, long value) {
        key(key).append(value);
        return this;
    }

    /** Adds a moment in ISO form, UTC. */
    JsonObject with(String key, Instant value) {
        return with(key, value.toString());
    }

    /** Adds a text, or null. */
    JsonObject with(String key, Optional<String> value) {
        if (value.isPresent()) {
            return with(key, value.get());
        }
        key(key).append("null");
        return this;
    }

    private StringBuilder key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(key);
        return text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        value.chars().forEach(c -> append((char) c));
        text.append('"');
    }

    private void append(char c) {
        int escape = SHORT_ESCAPED.indexOf(c);
        if (escape >= 0) {
            text.append('\\').append(SHORT_ESCAPES.charAt(escape));
        } else if (c < ' ' || c >= 0x7F && c < 0xA0 || Character.getType(c) == Character.FORMAT) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }

    /** The line, without its end. */
    @Override
    public String toString() {
        return text + "}";
    }
}
