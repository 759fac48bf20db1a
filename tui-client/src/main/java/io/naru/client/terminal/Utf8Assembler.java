package io.naru.client.terminal;

/**
 * Puts code points together from octets that come one at a time. What isn't UTF-8 gives U+FFFD, and the octet that
 * broke a sequence is looked at again as the first of the next.
 *
 * <p>Threading: owned by the reader.
 */
final class Utf8Assembler {
    /** No code point is complete yet. */
    static final int INCOMPLETE = -1;

    static final int REPLACEMENT = 0xFFFD;

    private static final int[] SMALLEST = {0, 0x80, 0x800, 0x10000};

    private int codePoint;
    private int missing;
    private int length;

    /** Whether a sequence has begun and isn't complete. */
    boolean isInside() {
        return missing > 0;
    }

    /** Whether the octet can go on with the sequence that has begun. */
    static boolean continues(int octet) {
        return (octet & 0xC0) == 0x80;
    }

    /** Forgets a sequence that has begun. */
    void reset() {
        missing = 0;
    }

    /**
     * Takes one octet. Inside of a sequence it must be one that {@link #continues}.
     *
     * @return the code point that it completed, or {@link #INCOMPLETE}
     */
    int take(int octet) {
        if (missing > 0) {
            codePoint = codePoint << 6 | octet & 0x3F;
            missing--;
            return missing > 0 ? INCOMPLETE : checked();
        }
        if (octet < 0x80) {
            return octet;
        }
        if (octet >= 0xC2 && octet < 0xE0) {
            return begin(octet & 0x1F, 1);
        }
        if (octet >= 0xE0 && octet < 0xF0) {
            return begin(octet & 0x0F, 2);
        }
        if (octet >= 0xF0 && octet < 0xF5) {
            return begin(octet & 0x07, 3);
        }
        return REPLACEMENT;
    }

    private int begin(int bits, int following) {
        codePoint = bits;
        missing = following;
        length = following;
        return INCOMPLETE;
    }

    private int checked() {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean valid = codePoint >= SMALLEST[length] && Character.isValidCodePoint(codePoint) && !surrogate;
        return valid ? codePoint : REPLACEMENT;
    }
}
