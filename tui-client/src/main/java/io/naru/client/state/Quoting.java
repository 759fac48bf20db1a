package io.naru.client.state;

import io.naru.common.message.FreeText;
import io.naru.common.message.UserName;

/**
 * How an answer quotes what it answers: its text begins with a line for those whose programs know nothing of answers
 * (PROTOCOL.md, section 5.2).
 *
 * <pre>
 *   &gt; kim: the beginning of what kim said…
 *   and what is answered
 * </pre>
 *
 * <p>Threading: stateless.
 */
public final class Quoting {
    private static final String SIGN = "> ";
    private static final int CHARACTERS_MAX = 80;

    private Quoting() {}

    /** The line that quotes a message; without a line feed. */
    public static String quoted(UserName sender, String text) {
        String words = FreeText.scrub(answer(text))
                .replace('\n', ' ')
                .replace('\t', ' ')
                .strip();
        int end = words.length() <= CHARACTERS_MAX ? words.length() : Clusters.edgeAtOrBefore(words, CHARACTERS_MAX);
        return SIGN + sender.display() + ": " + words.substring(0, end) + (end < words.length() ? "…" : "");
    }

    /** How long the quote is with which an answer's text begins; 0 when it begins with none. */
    public static int quoteLength(String text) {
        int end = text.startsWith(SIGN) ? text.indexOf('\n') : -1;
        return end < 0 || end == text.length() - 1 ? 0 : end;
    }

    /** What an answer says itself: quotes of quotes aren't quoted. */
    public static String answer(String text) {
        int length = quoteLength(text);
        return length == 0 ? text : text.substring(length + 1);
    }
}
