package io.naru.client.transfer;

import java.util.Arrays;
import java.util.List;

/**
 * Words on one line, parted by tabs; in a word a tab is {@code \t}, a line feed {@code \n}, a backslash {@code \\}.
 *
 * <p>Threading: stateless.
 */
final class TabWords {
    private TabWords() {}

    /** The line of some words. */
    static String line(List<String> words) {
        return String.join("\t", words.stream().map(TabWords::escaped).toList());
    }

    /** The words of a line. */
    static String[] words(String line) {
        return Arrays.stream(line.split("\t", -1)).map(TabWords::unescaped).toArray(String[]::new);
    }

    private static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescaped(String word) {
        if (word.indexOf('\\') < 0) {
            return word;
        }
        StringBuilder plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' && i + 1 < word.length()) {
                i++;
                char what = word.charAt(i);
                plain.append(what == 't' ? '\t' : what == 'n' ? '\n' : what);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
