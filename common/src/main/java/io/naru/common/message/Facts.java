package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Facts that a relay tells about itself or a session: {@code key=value} words, parted by spaces. A reader takes the
 * keys it knows and leaves the others.
 *
 * @param values in their order; keys are lower-case ASCII letters and {@code -}, values printable ASCII without space
 */
public record Facts(Map<String, String> values) {
    /** No facts. */
    public static final Facts NONE = new Facts(Map.of());

    private static final Pattern KEY = Pattern.compile("[a-z-]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}");

    public Facts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach((key, value) -> {
            if (!KEY.matcher(key).matches()) {
                throw new InvalidValueException("The key of a fact is lower-case ASCII letters.");
            }
            Ids.checked("The value of a fact", value);
        });
    }

    /** Facts from their form on the wire; words that aren't facts are left out. */
    static Facts parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : text.split(" ")) {
            int equals = Math.max(0, word.indexOf('='));
            String key = word.substring(0, equals);
            String value = word.substring(Math.min(equals + 1, word.length()));
            if (KEY.matcher(key).matches() && Ids.isId(value, Limits.ID_OCTETS)) {
                values.put(key, value);
            }
        }
        return new Facts(values);
    }

    /** These facts and a number more. */
    public Facts with(String key, long value) {
        return with(key, Long.toString(value));
    }

    /**
     * These facts and a word more, in place of what the key had.
     *
     * @param value 1 to 64 characters of printable ASCII without space
     */
    public Facts with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Facts(more);
    }

    /** The word of a key, empty when it isn't there. */
    public Optional<String> word(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The number of a key, empty when it isn't there or is no number. */
    public OptionalLong number(String key) {
        String value = values.getOrDefault(key, "");
        return NUMBER.matcher(value).matches() ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(value));
        return text.toString();
    }
}
