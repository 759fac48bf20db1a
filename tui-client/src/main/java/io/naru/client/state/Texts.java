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
        int last = text.length() - searched.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, searched, 0, searched.length())) {
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
}
