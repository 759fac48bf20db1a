package io.naru.client.state;

/**
 * Where the things lie that people take for one character or one word: a letter with its marks, Hangul made of parts, a
 * pair of letters that is a flag, emoji joined into one. Our own rules, since those of the JDK differ between releases.
 *
 * <p>Threading: stateless.
 */
final class Clusters {
    private static final int JOINER = 0x200D;

    private Clusters() {}

    /** The nearest edge at or before the index. */
    static int edgeAtOrBefore(String text, int index) {
        return index == text.length() || isEdge(text, index) ? index : before(text, index);
    }

    /** The nearest edge at or behind the index. */
    static int edgeAtOrAfter(String text, int index) {
        int edge = index;
        while (edge < text.length() && !isEdge(text, edge)) {
            edge++;
        }
        return edge;
    }

    /** The edge before the index; 0 at the beginning. */
    static int before(String text, int index) {
        int edge = index - 1;
        while (edge > 0 && !isEdge(text, edge)) {
            edge--;
        }
        return Math.max(0, edge);
    }

    /** The edge behind the index; the length at the end. */
    static int after(String text, int index) {
        return index >= text.length() ? text.length() : edgeAtOrAfter(text, index + 1);
    }

    /** How many clusters begin from one index up to another. */
    static int count(String text, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i = after(text, i)) {
            count++;
        }
        return count;
    }

    /** The edge so many clusters behind the start, at most the end. */
    static int advance(String text, int start, int end, int clusters) {
        int index = start;
        for (int i = 0; i < clusters && index < end; i++) {
            index = after(text, index);
        }
        return Math.min(index, end);
    }

    /** Where the word before the index begins. */
    static int wordStart(String text, int index) {
        int at = index;
        while (at > 0 && !isWordAt(text, before(text, at))) {
            at = before(text, at);
        }
        while (at > 0 && isWordAt(text, before(text, at))) {
            at = before(text, at);
        }
        return at;
    }

    /** Where the word behind the index ends. */
    static int wordEnd(String text, int index) {
        int at = index;
        while (at < text.length() && !isWordAt(text, at)) {
            at = after(text, at);
        }
        while (at < text.length() && isWordAt(text, at)) {
            at = after(text, at);
        }
        return at;
    }

    /** Where the run without blanks before the index begins, which is what Ctrl+W takes. */
    static int blankWordStart(String text, int index) {
        int at = index;
        while (at > 0 && Character.isWhitespace(text.codePointAt(before(text, at)))) {
            at = before(text, at);
        }
        while (at > 0 && !Character.isWhitespace(text.codePointAt(before(text, at)))) {
            at = before(text, at);
        }
        return at;
    }

    private static boolean isWordAt(String text, int index) {
        return Character.isLetterOrDigit(text.codePointAt(index));
    }

    private static boolean isEdge(String text, int index) {
        if (index <= 0 || index >= text.length()) {
            return true;
        }
        if (Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1))) {
            return false;
        }
        int left = text.codePointBefore(index);
        int right = text.codePointAt(index);
        if (left < 0x300 && right < 0x300) {
            return true;
        }
        if (left == '\n' || left == '\t' || right == '\n' || right == '\t') {
            return true;
        }
        if (isExtending(right) || left == JOINER) {
            return false;
        }
        if (isHangulPartOf(left, right)) {
            return false;
        }
        return !isFlagLetter(right) || !isFlagLetter(left) || flagLettersBefore(text, index) % 2 == 0;
    }

    /** Marks, the joiner, variation selectors, skin tones and tags: what belongs to the character before it. */
    private static boolean isExtending(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || codePoint == JOINER
                || codePoint == 0x200C
                || codePoint >= 0x1F3FB && codePoint <= 0x1F3FF
                || codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    /** A syllable of Hangul may be typed as leading consonants, vowels and trailing consonants. */
    private static boolean isHangulPartOf(int left, int right) {
        boolean leading = left >= 0x1100 && left <= 0x115F || left >= 0xA960 && left <= 0xA97C;
        boolean vowel = right >= 0x1160 && right <= 0x11A7 || right >= 0xD7B0 && right <= 0xD7C6;
        boolean trailing = right >= 0x11A8 && right <= 0x11FF || right >= 0xD7CB && right <= 0xD7FB;
        if (leading) {
            return vowel || right >= 0x1100 && right <= 0x115F || right >= 0xAC00 && right <= 0xD7A3;
        }
        boolean afterSyllable = left >= 0xAC00 && left <= 0xD7A3;
        boolean afterVowel = left >= 0x1160 && left <= 0x11A7 || left >= 0xD7B0 && left <= 0xD7C6;
        boolean afterTrailing = left >= 0x11A8 && left <= 0x11FF || left >= 0xD7CB && left <= 0xD7FB;
        return (afterSyllable || afterVowel) && (vowel || trailing) || afterTrailing && trailing;
    }

    private static boolean isFlagLetter(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static int flagLettersBefore(String text, int index) {
        int letters = 0;
        for (int i = index; i > 0 && isFlagLetter(text.codePointBefore(i)); i -= 2) {
            letters++;
        }
        return letters;
    }
}
