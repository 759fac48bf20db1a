package io.naru.client.plain;

import io.naru.common.text.SafeText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names and paths of files as a terminal shows them and a person types them: what would be left out or replaced since
 * nobody sees it, or since it does something to a terminal, is written as <code>&#92;u{200D}</code>, so that what was
 * printed names the same file when it is given back. No name that can be saved has a backslash in it.
 *
 * <p>Threading: stateless.
 */
public final class EscapedName {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9A-Fa-f]{1,6})}");
    private static final String BEGIN = "\\u{";
    private static final String BASE = "\u25CC";

    private EscapedName() {}

    /** A name, safe for any terminal; the same but for its normal form when {@link #parse} takes it. */
    static String of(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (isSafe(normal) && !normal.contains(BEGIN)) {
            return normal;
        }
        String escaped = escaped(normal, false);
        // What stands alone as it is may still do something to what stands beside it.
        return isSafe(escaped) ? escaped : escaped(normal, true);
    }

    /** The name that was typed. */
    public static String parse(String typed) {
        return typed.contains(BEGIN) ? ESCAPE.matcher(typed).replaceAll(EscapedName::character) : typed;
    }

    private static String character(MatchResult escape) {
        int codePoint = Integer.parseInt(escape.group(1), 16);
        boolean isHalf = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean isOne = Character.isValidCodePoint(codePoint) && !isHalf;
        String character = isOne ? Character.toString(codePoint) : escape.group();
        return Matcher.quoteReplacement(character);
    }

    private static String escaped(String name, boolean isAll) {
        StringBuilder escaped = new StringBuilder(name.length() + 16);
        int marks = 0;
        boolean hasBase = false;
        for (int i = 0; i < name.length(); ) {
            int codePoint = name.codePointAt(i);
            String character = Character.toString(codePoint);
            boolean isBegin = name.startsWith(BEGIN, i);
            boolean isMark = isMark(codePoint);
            marks = isMark ? marks + 1 : 0;
            boolean isShown =
                    isMark ? hasBase && marks <= SafeText.MARKS_MAX && isSafe(BASE + character) : isSafe(character);
            boolean isEscaped = isBegin || !isShown || isAll && codePoint >= 0x80;
            escaped.append(isEscaped ? String.format(Locale.ROOT, BEGIN + "%X}", codePoint) : character);
            // A mark on the brace of an escape would be drawn on it.
            hasBase = !isEscaped && (hasBase || !isMark);
            i += Character.charCount(codePoint);
        }
        return escaped.toString();
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isSafe(String text) {
        return SafeText.line(text).value().equals(text);
    }
}
