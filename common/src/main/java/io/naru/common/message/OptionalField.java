package io.naru.common.message;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a message may lack: an empty field on the wire.
 *
 * <p>Threading: stateless.
 */
final class OptionalField {
    private OptionalField() {}

    /** What a field says, unless it is empty. */
    static <T> Optional<T> parse(String field, Function<String, T> parser) {
        return field.isEmpty() ? Optional.empty() : Optional.of(parser.apply(field));
    }

    /** The number in a field, unless it is empty. */
    static OptionalLong number(String what, String field) {
        return field.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Numbers.parse(what, field, Numbers.MAX));
    }

    /** The field that says it. */
    static <T> String text(Optional<T> value, Function<T, String> writer) {
        return value.map(writer).orElse("");
    }

    /** The field that says it. */
    static String text(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }
}
