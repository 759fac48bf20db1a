package io.naru.client.state;

import java.util.Locale;

/**
 * How texts are compared when somebody searches.
 *
 * <p>Threading: stateless.
 */
public final class Texts {
    private Texts() {}

    /** Whether a text holds another, without regard to case. */
    public static boolean contains(String text, String searched) {
        if (searched.isEmpty()) {
            return true;
        }
        // Thousands of texts are looked through at each key, and nearly everywhere the first character says no.
        char lower = Character.toLowerCase(searched.charAt(0));
        char upper = Character.toUpperCase(searched.charAt(0));
        boolean isPlain = lower < 0x80 && upper < 0x80 && lower != 'i' && lower != 'k' && lower != 's';
        int last = text.length() - searched.length();
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean mayBegin = c == lower || c == upper || !isPlain && c >= 0x80;
            if (mayBegin && text.regionMatches(true, i, searched, 0, searched.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text begins with another, without regard to case. */
    public static boolean startsWith(String text, String beginning) {
        return text.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    /** Without case, for comparing often. */
    public static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** With a full stop, unless it ends like a sentence already: what others say is followed by what we say. */
    public static String sentence(String text) {
        return text.isEmpty() || ".!?\u3002\u2026".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
