package io.naru.common.message;

import java.nio.charset.StandardCharsets;

/**
 * The rule for text that people write (PROTOCOL.md, section 2.3): no C0 or C1 control but LF and TAB, no DEL.
 *
 * <p>Threading: stateless.
 */
public final class FreeText {
    private FreeText() {}

    /**
     * The text with each forbidden control, and each lone surrogate, replaced by U+FFFD. The same string when there is
     * nothing to replace.
     */
    public static String scrub(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder scrubbed = new StringBuilder(text.length());
        text.codePoints().forEach(c -> scrubbed.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
        return scrubbed.toString();
    }

    static String checked(String what, String text, int maxOctets) {
        // No character takes more than three octets for each of its chars, so that short texts needn't be encoded.
        if (text.length() > maxOctets / 3 && octets(text) > maxOctets) {
            throw new InvalidValueException(what + " is longer than the " + maxOctets + " octets allowed.");
        }
        if (!isClean(text)) {
            throw new InvalidValueException(what + " holds a control character.");
        }
        return text;
    }

    /**
     * A text that stands in one line.
     *
     * @param what names it in a sentence, as in "A status"
     * @return the same text
     * @throws InvalidValueException if it is longer than {@code maxOctets} of UTF-8, or has a control character in it
     */
    public static String checkedLine(String what, String text, int maxOctets) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0) {
            throw new InvalidValueException(what + " is a single line.");
        }
        return checked(what, text, maxOctets);
    }

    /** How many octets of UTF-8 the text takes. */
    public static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isClean(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i == text.length() || text.codePoints().skip(i).allMatch(FreeText::isAllowed);
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7F || c == '\n' || c == '\t' || c >= 0xA0 && !Character.isSurrogate(c);
    }

    private static boolean isAllowed(int codePoint) {
        boolean isLoneSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return codePoint == '\n' || codePoint == '\t' || !Character.isISOControl(codePoint) && !isLoneSurrogate;
    }
}
