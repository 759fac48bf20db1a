package io.naru.relay.ctl;

import io.naru.common.text.JsonText;
import java.util.List;

/**
 * Writes JSON in which nothing can steer a terminal: whatever isn't plainly visible is escaped.
 *
 * <p>Threading: stateless.
 */
final class Json {
    private Json() {}

    static void appendText(StringBuilder json, String text) {
        JsonText.append(json, text);
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
