package io.naru.client.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Words parted by blanks, as in a shell: a blank that belongs to a word has a backslash before it, or the word stands
 * between quotes.
 *
 * <p>Threading: stateless.
 */
public final class Words {
    private Words() {}

    /** A word and where it begins in the text. */
    record Word(int start, String text) {}

    /** The words of a text. */
    static List<String> of(String text) {
        return parted(text).stream().map(Word::text).toList();
    }

    /** The last word, an empty one behind a blank at the end. */
    static Word last(String text) {
        List<Word> words = parted(text + "\u0000");
        Word last = words.get(words.size() - 1);
        return new Word(last.start(), last.text().substring(0, last.text().length() - 1));
    }

    /** The text as one word. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\\' || c == '"' || c == '\'') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }

    private static List<Word> parted(String text) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int start = -1;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (start >= 0) {
                    words.add(new Word(start, word.toString()));
                    word.setLength(0);
                    start = -1;
                }
                continue;
            }
            start = start < 0 ? i : start;
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (start >= 0) {
            words.add(new Word(start, word.toString()));
        }
        return words;
    }
}
