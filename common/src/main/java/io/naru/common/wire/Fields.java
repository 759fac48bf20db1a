package io.naru.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The body of a frame, taken apart: the base text, then the fields behind it, each after a unit separator
 * (PROTOCOL.md, section 2.2). A field that isn't there reads as empty, so that a writer may leave out trailing ones and
 * a reader may know fewer or more than the writer.
 *
 * @param base what a base peer sees
 * @param rest the fields behind it, first one at index 0
 */
public record Fields(String base, List<String> rest) {
    /** The unit separator, which parts the base text and the fields. */
    public static final char SEPARATOR = 0x1F;

    public Fields {
        Objects.requireNonNull(base);
        rest = List.copyOf(rest);
    }

    /** Takes the body of an extended frame apart. */
    public static Fields of(Frame frame) {
        String body = new String(frame.body(), StandardCharsets.UTF_8);
        int end = body.indexOf(SEPARATOR);
        if (end < 0) {
            return new Fields(body, List.of());
        }
        String fields = body.substring(end + 1);
        return new Fields(body.substring(0, end), List.of(fields.split(String.valueOf(SEPARATOR), -1)));
    }

    /** The body of a base frame: all of it is base text. */
    public static Fields ofBase(Frame frame) {
        return new Fields(new String(frame.body(), StandardCharsets.UTF_8), List.of());
    }

    /** The field at an index, empty when it wasn't sent. */
    public String get(int index) {
        return index < rest.size() ? rest.get(index) : "";
    }

    /** Whether the field at an index was sent and isn't empty. */
    public boolean has(int index) {
        return !get(index).isEmpty();
    }
}
