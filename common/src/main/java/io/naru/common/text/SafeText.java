package io.naru.common.text;

import java.util.List;
import java.util.Objects;

/**
 * Text that can do nothing to a terminal, a log or a reader: the only form in which what other people sent may be
 * drawn or logged. Naru's own words with remote parts in them go through the same door as a whole.
 *
 * <p>What comes out:
 *
 * <ul>
 *   <li>is in normal form C, as far as Unicode 13.0 goes, so that it is the same on every Java;
 *   <li>holds no control but LF and TAB: the others below U+0080 become their pictures (ESC becomes ␛), CR LF, U+2028
 *       and U+2029 become LF, and the controls from U+0080 become U+FFFD, as do bidirectional and other format
 *       controls, half surrogate pairs, noncharacters and everything that Unicode 16.0 hasn't assigned and whose width
 *       therefore nobody knows;
 *   <li>holds nothing invisible: zero-width characters, variation selectors, skin tones, tags and fillers are left out,
 *       a sequence of joined emoji becomes its first one, and a flag its two letters;
 *   <li>has no more than {@value #MARKS_MAX} combining marks after one another, and none without a character before
 *       it: at the start of a line they get a dotted circle (U+25CC).
 * </ul>
 *
 * <p>Making text safe takes time linear in its length and at most a few times its room; making safe text safe again
 * changes nothing. How long a text may be is for the caller to bound.
 */
public final class SafeText {
    /** The most combining marks that one character keeps. */
    public static final int MARKS_MAX = 4;

    private static final SafeText EMPTY = new SafeText("");

    private final String value;

    private SafeText(String value) {
        this.value = value;
    }

    /**
     * Makes a text of any number of lines safe.
     *
     * @param raw any string, also one that isn't well-formed UTF-16
     */
    public static SafeText of(String raw) {
        return made(raw, false);
    }

    /**
     * Makes a text safe that must stay on one line, such as a name or an entry in a log: LF and TAB are shown too, as ␊
     * and ␉.
     *
     * @param raw any string, also one that isn't well-formed UTF-16
     */
    public static SafeText line(String raw) {
        return made(raw, true);
    }

    private static SafeText made(String raw, boolean oneLine) {
        Objects.requireNonNull(raw, "raw");
        if (raw.isEmpty()) {
            return EMPTY;
        }
        return new SafeText(isPlain(raw, oneLine) ? raw : TextCleaner.clean(raw, oneLine));
    }

    /** Nearly all that is ever shown: printable ASCII, which is safe as it stands. */
    private static boolean isPlain(String raw, boolean oneLine) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if ((c < ' ' && (oneLine || (c != '\n' && c != '\t'))) || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** The text itself, ready to be drawn or logged. */
    public String value() {
        return value;
    }

    /** Whether nothing is left to show. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The columns that the text takes on a screen, LF and TAB counted as none. */
    public int columns() {
        return Columns.of(value);
    }

    /** The text cut into what stands together on the screen, in order. */
    public List<Cluster> clusters() {
        return Cluster.split(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeText text && text.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The same as {@link #value()}. */
    @Override
    public String toString() {
        return value;
    }
}
