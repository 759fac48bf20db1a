package io.naru.client.update;

import io.naru.client.state.Settings;
import io.naru.common.message.UserName;
import java.lang.Character.UnicodeScript;
import java.util.Optional;

/**
 * Whether a text names this user, or holds one of the words that were chosen.
 *
 * <p>Threading: stateless.
 */
final class Mentions {
    private Mentions() {}

    static boolean isIn(String text, Optional<UserName> me, Settings settings) {
        if (me.isPresent() && hasWord(text, me.get().display())) {
            return true;
        }
        for (String word : settings.highlights()) {
            if (hasWord(text, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word stands in the text by itself, in any case. */
    static boolean hasWord(String text, String word) {
        int last = text.length() - word.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())
                    && isBoundaryBefore(text, i)
                    && isBoundaryBehind(text, i + word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBoundaryBefore(String text, int index) {
        return index == 0 || !isWordPart(text.codePointBefore(index));
    }

    private static boolean isBoundaryBehind(String text, int index) {
        if (index == text.length() || !isWordPart(text.codePointAt(index))) {
            return true;
        }
        // Korean and Japanese put their particles right behind a name, and Chinese has no blanks at all; behind a
        // name in other letters the particle's own script tells that the name is over.
        return isWrittenWithoutBlanks(text.codePointAt(index));
    }

    private static boolean isWordPart(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }

    private static boolean isWrittenWithoutBlanks(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HANGUL
                || script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA;
    }
}
