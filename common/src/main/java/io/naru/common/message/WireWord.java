package io.naru.common.message;

import java.util.Locale;

/** Enum constants as words on the wire: their names in lower case. */
final class WireWord {
    private WireWord() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word, or the given one for a word that a newer peer may have sent. */
    static <E extends Enum<E>> E parse(Class<E> type, String word, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(word)) {
                return constant;
            }
        }
        return otherwise;
    }
}
