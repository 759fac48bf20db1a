package io.naru.common.message;

import io.naru.common.wire.Limits;

/** The rule that all opaque words on the wire share: printable ASCII without space. */
final class Ids {
    private Ids() {}

    static String checked(String what, String word, int maxOctets) {
        if (word.isEmpty() || word.length() > maxOctets) {
            throw new InvalidValueException(what + " has 1 to " + maxOctets + " characters.");
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) <= ' ' || word.charAt(i) >= 0x7F) {
                throw new InvalidValueException(what + " is printable ASCII without spaces.");
            }
        }
        return word;
    }

    static String checked(String what, String word) {
        return checked(what, word, Limits.ID_OCTETS);
    }
}
