package io.naru.client.command;

import io.naru.client.command.Parameter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words that may follow the folder in {@code /share}.
 *
 * <p>Threading: stateless.
 */
public final class ShareWords {
    /** All of them, in the order in which they are usual. */
    public static final List<String> ALL = List.of("as", "for", "only", "except");

    private ShareWords() {}

    /** Whether one of them, and a blank, stands in what was typed already. */
    static boolean areBehindFolder(String typed) {
        return !complete(typed).isEmpty();
    }

    /** What could be completed at the end of a line with such a word in it; empty right behind one that wants a value. */
    static Optional<CompletionPoint> point(String text, int start) {
        String typed = text.substring(start);
        List<String> words = words(typed);
        List<String> there = complete(typed);
        String part = there.get(there.size() - 1);
        boolean hasValue = !part.equals(words.get(words.size() - 1).toLowerCase(Locale.ROOT));
        if (part.equals("for")) {
            int comma = Math.max(text.lastIndexOf(','), lastBlank(text)) + 1;
            return Optional.of(point(Kind.SHARE_AUDIENCE, text, comma, hasValue ? there : ALL));
        }
        return hasValue ? Optional.of(point(Kind.SHARE_WORD, text, lastBlank(text) + 1, there)) : Optional.empty();
    }

    /**
     * The same behind a folder, where no such word stands yet: for when no folder begins so.
     *
     * @param text from the beginning of the line to the cursor
     * @param start where the folder begins
     */
    public static Optional<CompletionPoint> behindFolder(String text, int start) {
        int blank = lastBlank(text);
        return blank <= start ? Optional.empty() : Optional.of(point(Kind.SHARE_WORD, text, blank + 1, List.of()));
    }

    private static CompletionPoint point(Kind kind, String text, int at, List<String> there) {
        return new CompletionPoint(Optional.of(kind), at, text.substring(at), there);
    }

    private static int lastBlank(String text) {
        return text.lastIndexOf(' ');
    }

    /** The words that stand there with a blank behind them, in quotes what is in quotes. */
    private static List<String> words(String typed) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isQuoted = false;
        for (char c : typed.toCharArray()) {
            isQuoted ^= c == '"';
            if (c != ' ' || isQuoted) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private static List<String> complete(String typed) {
        List<String> words = words(typed);
        return words.stream()
                .skip(1)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(ALL::contains)
                .toList();
    }
}
