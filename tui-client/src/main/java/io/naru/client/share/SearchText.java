package io.naru.client.share;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * The words that somebody looks for, and whether a name has them all: as parts of its words too, in composed form, and
 * without case.
 *
 * @param words folded; none fits everything
 */
record SearchText(List<String> words) {
    /** More words than that narrow nothing down. */
    static final int WORDS_MAX = 16;

    SearchText {
        words = List.copyOf(words);
    }

    /** What somebody wrote, parted at spaces. */
    static SearchText of(String text) {
        return new SearchText(Arrays.stream(fold(text).split("[\\s\\p{Z}]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(WORDS_MAX)
                .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean fits(String name) {
        if (words.isEmpty()) {
            return true;
        }
        String folded = fold(name);
        return words.stream().allMatch(folded::contains);
    }

    /** Each character by itself, so that a part of a name folds as it does inside of it. */
    static String fold(String text) {
        String composed = isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c))));
        return isPlain(folded) ? folded.toString() : Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Whether a text is ASCII, which has one form only and whose case SQLite knows too. */
    static boolean isPlain(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
