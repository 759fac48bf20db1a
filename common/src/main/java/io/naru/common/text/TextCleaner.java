package io.naru.common.text;

import java.text.Normalizer;

/**
 * The three passes that make a text safe; {@link SafeText} says what comes out.
 *
 * <ol>
 *   <li>Every code point is kept, left out or replaced. This comes first because what is left out may have stood
 *       between two characters that compose.
 *   <li>What is left is normalised. The normaliser of the JDK knows more characters with every release, so those that
 *       the oldest one doesn't know are kept away from it: the text is normalised in the runs between them.
 *   <li>Marks are counted, which can't be done earlier since composing uses some of them up. What follows a mark that
 *       is cut off can't compose with what stands before it, since {@value SafeText#MARKS_MAX} marks stay in between.
 * </ol>
 *
 * <p>Threading: made for one text, used by one thread.
 */
final class TextCleaner {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char DOTTED_CIRCLE = '\u25CC';
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char PICTURE_OF_DEL = '\u2421';
    private static final int FIRST_FLAG_LETTER = 0x1F1E6;

    /** Nothing below this changes by normalisation, as long as nothing above it follows. */
    private static final char FIRST_MARK = '\u0300';

    private static final char FIRST_SYLLABLE = '\uAC00';
    private static final char LAST_SYLLABLE = '\uD7A3';

    /** The first halves of the pairs U+1F000 to U+1FBFF. */
    private static final char FIRST_EMOJI_HALF = '\uD83C';

    private static final char LAST_EMOJI_HALF = '\uD83E';

    /** Reordering a run of marks takes the square of its length, so runs are cut before that. */
    private static final int MARKS_MAX_UNORDERED = 30;

    private final boolean oneLine;
    private final StringBuilder kept;

    /** The last code point kept was a pictograph and only shapeless ones came since. */
    private boolean afterPictograph;

    /** A joiner came after a pictograph. */
    private boolean joining;

    private int marks;

    private TextCleaner(boolean oneLine, int length) {
        this.oneLine = oneLine;
        this.kept = new StringBuilder(length + 16);
    }

    static String clean(String raw, boolean oneLine) {
        TextCleaner cleaner = new TextCleaner(oneLine, raw.length());
        cleaner.keepAll(raw);
        return limitMarks(normalise(cleaner.kept));
    }

    private void keepAll(String raw) {
        for (int i = 0; i < raw.length(); ) {
            int codePoint = raw.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '\r' && i < raw.length() && raw.charAt(i) == '\n') {
                continue;
            }
            if (codePoint < 0x80) {
                keepOther(ascii((char) codePoint));
            } else if (isSyllable(codePoint)) {
                keepOther(codePoint);
            } else {
                keep(codePoint, CharacterTable.of(codePoint));
            }
        }
    }

    private void keep(int codePoint, int properties) {
        if (CharacterTable.isDropped(properties)) {
            joining |= CharacterTable.isJoiner(properties) && afterPictograph;
        } else if (CharacterTable.isPictograph(properties)) {
            if (!joining) {
                keepOther(CharacterTable.isReplaced(properties) ? REPLACEMENT : codePoint);
            }
            joining = false;
            afterPictograph = true;
        } else if (CharacterTable.isMark(properties)) {
            keepMark(codePoint);
        } else if (CharacterTable.isReplaced(properties)) {
            keepOther(REPLACEMENT);
        } else if (CharacterTable.isFlagLetter(properties)) {
            keepOther('A' + codePoint - FIRST_FLAG_LETTER);
        } else {
            keepOther(CharacterTable.isLineBreak(properties) ? ascii('\n') : codePoint);
        }
    }

    private void keepMark(int codePoint) {
        joining = false;
        afterPictograph = false;
        marks++;
        if (marks <= MARKS_MAX_UNORDERED) {
            kept.appendCodePoint(codePoint);
        }
    }

    private void keepOther(int codePoint) {
        joining = false;
        afterPictograph = false;
        marks = 0;
        kept.appendCodePoint(codePoint);
    }

    private char ascii(char c) {
        if (c == 0x7F) {
            return PICTURE_OF_DEL;
        }
        if (c >= ' ' || (!oneLine && (c == '\n' || c == '\t'))) {
            return c;
        }
        return (char) (CONTROL_PICTURES + c);
    }

    private static CharSequence normalise(StringBuilder text) {
        if (isNormal(text)) {
            return text;
        }
        StringBuilder normal = new StringBuilder(text.length() + 16);
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            if (codePoint >= FIRST_MARK && CharacterTable.isYoung(CharacterTable.of(codePoint))) {
                normal.append(normalise(text, start, i)).append(text, i, end);
                start = end;
            }
            i = end;
        }
        return normal.append(normalise(text, start, text.length()));
    }

    /** True without asking the normaliser for what most people write most of the time. */
    private static boolean isNormal(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_EMOJI_HALF && c <= LAST_EMOJI_HALF) {
                i++;
            } else if (c >= FIRST_MARK && !isInert(c)) {
                return false;
            }
        }
        return true;
    }

    /** Hangul, Han, punctuation and symbols that change only if a mark follows, which isn't one of them. */
    private static boolean isInert(char c) {
        return isSyllable(c)
                || (c >= '\u4E00' && c <= '\u9FFF')
                || (c >= '\u2002' && c <= '\u20CF')
                || (c >= '\u2190' && c <= '\u2328')
                || (c >= '\u232B' && c <= '\u2ADB')
                || c == REPLACEMENT;
    }

    private static boolean isSyllable(int codePoint) {
        return codePoint >= FIRST_SYLLABLE && codePoint <= LAST_SYLLABLE;
    }

    private static String normalise(StringBuilder text, int start, int end) {
        return Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFC);
    }

    private static String limitMarks(CharSequence text) {
        StringBuilder limited = new StringBuilder(text.length() + 16);
        boolean hasBase = false;
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = Character.codePointAt(text, i);
            i += Character.charCount(codePoint);
            if (codePoint < FIRST_MARK || !CharacterTable.isMark(CharacterTable.of(codePoint))) {
                hasBase = codePoint >= ' ';
                marks = 0;
                limited.appendCodePoint(codePoint);
                continue;
            }
            if (!hasBase) {
                limited.append(DOTTED_CIRCLE);
                hasBase = true;
            }
            marks++;
            if (marks <= SafeText.MARKS_MAX) {
                limited.appendCodePoint(codePoint);
            }
        }
        return limited.toString();
    }
}
