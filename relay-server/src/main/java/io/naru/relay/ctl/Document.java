package io.naru.relay.ctl;

import java.util.ArrayList;
import java.util.List;

/**
 * What is told in one answer: values with keys, in order.
 *
 * <p>Threading: confined to the thread that fills it.
 */
final class Document {
    private final List<String> keys = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    /** Adds a value. */
    Document with(String key, Value value) {
        keys.add(key);
        values.add(value);
        return this;
    }

    /** One JSON object, and the end of its line. */
    String json() {
        StringBuilder json = new StringBuilder(512);
        Json.appendObject(json, keys, values);
        return json.append('\n').toString();
    }

    /** For people: the values below one another behind their names, or alone if there is only one. */
    String text() {
        if (values.size() == 1) {
            return values.get(0).shown() + '\n';
        }
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            lines.add(List.of(TextTable.words(keys.get(i)), values.get(i).shown()));
        }
        return TextTable.aligned(lines) + '\n';
    }
}
