package io.naru.common.message;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The characters that names are made of (PROTOCOL.md, section 4.1): letters, digits and marks of the scripts in
 * everyday use, as they were in Unicode 13. A name mustn't be good on one JDK and broken on an older one, so characters
 * that were added later are left out.
 *
 * <p>Threading: stateless.
 */
final class NameCharacters {
    /** What Unicode TR 31 recommends for identifiers. */
    private static final Set<UnicodeScript> SCRIPTS = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.BENGALI,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.CYRILLIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.ETHIOPIC,
            UnicodeScript.GEORGIAN,
            UnicodeScript.GREEK,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.HAN,
            UnicodeScript.HANGUL,
            UnicodeScript.HEBREW,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KANNADA,
            UnicodeScript.KATAKANA,
            UnicodeScript.KHMER,
            UnicodeScript.LAO,
            UnicodeScript.LATIN,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MYANMAR,
            UnicodeScript.ORIYA,
            UnicodeScript.SINHALA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.THAANA,
            UnicodeScript.THAI,
            UnicodeScript.TIBETAN);

    /** Scripts that one language writes together (Unicode TS 39, augmented script sets). */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    /** First and last code points of ranges to which Unicode 14 to 16 added letters or marks of those scripts. */
    private static final int[][] NEWER = {
        {0x0870, 0x08FF}, // Arabic Extended-A and -B
        {0x0C3C, 0x0C3C},
        {0x0C5D, 0x0C5D},
        {0x0CDD, 0x0CDD},
        {0x0CF3, 0x0CF3},
        {0x0ECE, 0x0ECE},
        {0x1C80, 0x1C8F}, // Cyrillic Extended-C
        {0x9FFD, 0x9FFF},
        {0xA720, 0xA7FF}, // Latin Extended-D
        {0x10000, 0x1FFFF}, // the second plane: old scripts, symbols, rare extensions
        {0x2A6DE, 0x2A6DF},
        {0x2B735, 0x2B739},
        {0x2EBF0, 0x10FFFF}, // rare and future Han
    };

    private static final int FIRST_SYLLABLE = 0xAC00;
    private static final int LAST_SYLLABLE = 0xD7A3;
    private static final int PROLONGED_SOUND_MARK = 0x30FC;

    private NameCharacters() {}

    /** Whether a name may begin with it. */
    static boolean isLetterOrDigit(int codePoint) {
        boolean isDigit = Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
        return isAsciiDigit(codePoint) || (isDigit || Character.isLetter(codePoint)) && isOfScript(codePoint);
    }

    /** Vowel signs and the like of scripts that need them; never a stray accent on another script's letter. */
    static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
                && isOfScript(codePoint);
    }

    static boolean isAsciiDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    /** The script of a letter, a mark, or a digit that isn't ASCII. */
    static UnicodeScript script(int codePoint) {
        if (codePoint == PROLONGED_SOUND_MARK) {
            return UnicodeScript.KATAKANA; // officially of no script, since Hiragana has it too
        }
        boolean isArabicDigit = codePoint >= 0x0660 && codePoint <= 0x0669; // likewise, since Thaana has them too
        return isArabicDigit ? UnicodeScript.ARABIC : UnicodeScript.of(codePoint);
    }

    /** Whether one language uses all of these scripts in one word. */
    static boolean areWrittenTogether(Set<UnicodeScript> scripts) {
        return scripts.size() <= 1 || WRITTEN_TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
    }

    private static boolean isOfScript(int codePoint) {
        return SCRIPTS.contains(script(codePoint)) && !isNewer(codePoint) && !isInvisible(codePoint);
    }

    private static boolean isNewer(int codePoint) {
        for (int[] range : NEWER) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /** Hangul that is left over when syllables are put together, its fillers among it; Khmer's inherent vowels. */
    private static boolean isInvisible(int codePoint) {
        boolean isSyllable = codePoint >= FIRST_SYLLABLE && codePoint <= LAST_SYLLABLE;
        boolean isLooseJamo = UnicodeScript.of(codePoint) == UnicodeScript.HANGUL && !isSyllable;
        return isLooseJamo || codePoint == 0x17B4 || codePoint == 0x17B5;
    }
}
