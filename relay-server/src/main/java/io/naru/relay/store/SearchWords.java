package io.naru.relay.store;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a search, and whether a text has them all: as parts of its words too, in composed form, and without case.
 *
 * @param words folded; none finds nothing
 */
record SearchWords(List<String> words) {
    /** More words than that narrow nothing down. */
    private static final int WORDS_MAX = 16;

    private static final int TRIGRAMS_MAX = 24;
    private static final int TRIGRAM = 3;
    private static final int REPLACEMENT = 0xFFFD;

    SearchWords {
        words = List.copyOf(words);
    }

    /** What somebody wrote, parted at spaces. */
    static SearchWords of(String text) {
        return new SearchWords(fold(text)
                .codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .lines()
                .flatMap(line -> List.of(line.split(" +")).stream())
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(WORDS_MAX)
                .toList());
    }

    /**
     * The form in which texts are indexed and compared. Each character by itself, so that a part of a text folds as it does
     * inside of it.
     */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> folded.appendCodePoint(fold(c)));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static int fold(int c) {
        boolean isNoCharacter = c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return isNoCharacter ? REPLACEMENT : Character.toLowerCase(Character.toUpperCase(c));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether all words occur in a text as it was written. */
    boolean match(String text) {
        String folded = fold(text);
        return words.stream().allMatch(folded::contains);
    }

    /**
     * What the index is asked: three characters in a row of the words, each in quotes, so that nothing in them is syntax. It
     * finds what has them all, in any order. Empty where no word is that long.
     */
    String query() {
        return trigrams().stream()
                .map(trigram -> '"' + trigram.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "));
    }

    private Set<String> trigrams() {
        Set<String> trigrams = new LinkedHashSet<>();
        for (String word : words) {
            int[] characters = word.codePoints().toArray();
            for (int i = 0; i + TRIGRAM <= characters.length && trigrams.size() < TRIGRAMS_MAX; i++) {
                trigrams.add(new String(characters, i, TRIGRAM));
            }
        }
        return trigrams;
    }
}
