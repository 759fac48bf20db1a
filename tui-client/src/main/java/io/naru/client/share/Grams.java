package io.naru.client.share;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a text is looked up by: any three characters that follow one another, each character taken apart for itself. Taken
 * apart a Korean syllable is two or three characters, so a word of two syllables can be looked up; each for itself, so that
 * a part of a text stays a part of it whatever stands behind.
 *
 * <p>Threading: none.
 */
final class Grams {
    private static final int LENGTH = 3;
    /** More of them hardly narrow anything down. */
    private static final int MOST = 24;

    private static final int FIRST_THAT_FALLS_APART = 0xC0;

    private Grams() {}

    /** A folded text, or one of ASCII, taken apart. */
    static String text(String folded) {
        StringBuilder apart = new StringBuilder(folded.length() * 2);
        folded.codePoints().forEach(c -> {
            if (c < FIRST_THAT_FALLS_APART) {
                apart.append((char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
            } else {
                apart.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD));
            }
        });
        return apart.toString();
    }

    /** What FTS5 is asked for texts that may have all words; empty if the words are too short for that. */
    static String question(SearchText words) {
        Set<String> grams = new LinkedHashSet<>();
        for (String word : words.words()) {
            int[] characters = text(word).codePoints().toArray();
            for (int i = 0; i + LENGTH <= characters.length && grams.size() < MOST; i++) {
                grams.add(new String(characters, i, LENGTH));
            }
        }
        return grams.stream()
                .map(gram -> '"' + gram.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "));
    }
}
