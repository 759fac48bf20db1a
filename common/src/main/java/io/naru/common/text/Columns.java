package io.naru.common.text;

/**
 * How many columns of a terminal a character takes, by Naru's own table: Unicode 16.0, the same on every Java. East
 * Asian wide and fullwidth characters and everything shown as emoji by itself take two, combining marks and the vowels
 * and finals of Hangul that found no syllable none, all others, also those of ambiguous width, one. LF and TAB have no
 * width of their own: who lays a text out decides what they do.
 *
 * <p>Threading: immutable; any thread.
 */
public final class Columns {
    private Columns() {}

    /**
     * The columns of one code point.
     *
     * @param codePoint any code point, 0 to 0x10FFFF
     * @return 0, 1 or 2; 0 for controls below U+0080 and for what {@link SafeText} leaves out, 1 for what it replaces
     * @throws IllegalArgumentException if there is no such code point
     */
    public static int of(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7F) {
            return 1;
        }
        if (codePoint >= 0xAC00 && codePoint <= 0xD7A3) {
            return 2;
        }
        if (!Character.isValidCodePoint(codePoint)) {
            throw new IllegalArgumentException("not a code point: " + codePoint);
        }
        return CharacterTable.columns(CharacterTable.of(codePoint));
    }

    /**
     * The columns of a run of text: the sum of its code points.
     *
     * @param text any text; right for what came out of {@link SafeText}, where no character depends on its neighbours
     */
    public static int of(CharSequence text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = Character.codePointAt(text, i);
            columns += of(codePoint);
            i += Character.charCount(codePoint);
        }
        return columns;
    }
}
