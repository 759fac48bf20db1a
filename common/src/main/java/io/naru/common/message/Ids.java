package io.naru.common.message;

import io.naru.common.wire.Limits;

/** The rule that all opaque words on the wire share: printable ASCII without space. */
final class Ids {
    private Ids() {}

    static String checked(String what, String word, int maxOctets) {
        if (word.isEmpty() || word.length() > maxOctets) {
            throw new InvalidValueException(what + " has 1 to " + maxOctets + " characters.");
        }
        if (!isId(word, maxOctets)) {
            throw new InvalidValueException(what + " is printable ASCII without spaces.");
        }
        return word;
    }

    static boolean isId(String word, int maxOctets) {
        boolean isPrintable = word.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return isPrintable && !word.isEmpty() && word.length() <= maxOctets;
    }

    static String checked(String what, String word) {
        return checked(what, word, Limits.ID_OCTETS);
    }
}
