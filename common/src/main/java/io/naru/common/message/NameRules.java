package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules for names of users and rooms (PROTOCOL.md, section 4.1). */
final class NameRules {
    /** Scripts that one language writes together (Unicode TS 39, augmented script sets). */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    private NameRules() {}

    /**
     * The name in NFC.
     *
     * @param what what the sentence is about, as its first words
     */
    static String checked(String what, String text) {
        if (text.length() > 8 * Limits.NAME_CHARACTERS) {
            throw tooLong(what);
        }
        String name = Normalizer.normalize(text, Normalizer.Form.NFC);
        int characters = name.codePointCount(0, name.length());
        if (characters == 0) {
            throw new InvalidValueException(what + " can't be empty.");
        }
        if (characters > Limits.NAME_CHARACTERS) {
            throw tooLong(what);
        }
        name.codePoints().forEach(c -> checkCharacter(what, c));
        checkEnds(what, name);
        checkScript(what, name);
        if (name.codePoints().noneMatch(Character::isLetter)) {
            throw new InvalidValueException(what + " needs at least one letter.");
        }
        if (!Normalizer.normalize(name, Normalizer.Form.NFKC).equals(name)) {
            throw new InvalidValueException(what + " can't hold letters that look like others (fullwidth and such).");
        }
        return name;
    }

    /** Without case, in a way that no locale changes. */
    static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static InvalidValueException tooLong(String what) {
        return new InvalidValueException(what + " has " + Limits.NAME_CHARACTERS + " characters at most.");
    }

    private static void checkCharacter(String what, int codePoint) {
        if (!isLetterOrDigit(codePoint) && !isMark(codePoint) && !isInside(codePoint)) {
            throw new InvalidValueException(what + " is made of letters and digits, with - _ . inside.");
        }
    }

    private static void checkEnds(String what, String name) {
        if (!isLetterOrDigit(name.codePointAt(0)) || isInside(name.codePointBefore(name.length()))) {
            throw new InvalidValueException(what + " begins and ends with a letter or a digit.");
        }
    }

    private static void checkScript(String what, String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints()
                .filter(c -> !isAsciiDigit(c) && !isInside(c))
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON)
                .forEach(scripts::add);
        boolean together = WRITTEN_TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
        if (scripts.size() > 1 && !together) {
            throw new InvalidValueException(what + " is written in one script.");
        }
    }

    private static boolean isLetterOrDigit(int codePoint) {
        return Character.isLetter(codePoint) || Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
    }

    /** Vowel signs and the like of scripts that need them; never a stray accent on another script's letter. */
    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
                && UnicodeScript.of(codePoint) != UnicodeScript.INHERITED;
    }

    private static boolean isAsciiDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static boolean isInside(int codePoint) {
        return codePoint == '-' || codePoint == '_' || codePoint == '.';
    }
}
