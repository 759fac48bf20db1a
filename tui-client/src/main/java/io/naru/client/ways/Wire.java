package io.naru.client.ways;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in the fields of frames about lines.
 *
 * <p>Threading: stateless.
 */
final class Wire {
    private Wire() {}

    /** A fingerprint as the other side wrote it; empty if it is none. */
    static Optional<Fingerprint> fingerprint(String field) {
        try {
            return field.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.parse(field));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /** A sentence as it can stand inside another one. */
    static String clause(String sentence) {
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return bare.isEmpty() ? "it didn't say why" : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }
}
