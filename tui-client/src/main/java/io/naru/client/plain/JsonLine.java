package io.naru.client.plain;

import io.naru.common.text.JsonText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A JSON object in one line, field by field.
 *
 * <p>Threading: one thread.
 */
final class JsonLine {
    private final StringBuilder json = new StringBuilder("{");

    JsonLine text(String name, String value) {
        key(name);
        JsonText.append(json, value);
        return this;
    }

    JsonLine number(String name, long value) {
        key(name);
        json.append(value);
        return this;
    }

    JsonLine flag(String name, boolean value) {
        key(name);
        json.append(value);
        return this;
    }

    /** As RFC 3339 says, in UTC. */
    JsonLine time(String name, Instant at) {
        return text(name, DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** The whole line; nothing can be added any more. */
    String end() {
        return json.append('}').toString();
    }

    private void key(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        JsonText.append(json, name);
        json.append(':');
    }
}
