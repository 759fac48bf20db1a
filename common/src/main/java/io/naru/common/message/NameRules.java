package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The rules for names of users and rooms (PROTOCOL.md, section 4.1). */
final class NameRules {
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

    /**
     * Without case, in a way that no locale changes: all that differ in case alone, and more that looks the same, fold
     * to one name. Down, up and down again, since some letters have two small forms (final sigma) and some no large
     * one of their own (sharp s).
     */
    static String fold(String name) {
        String down = name.toLowerCase(Locale.ROOT).replace("i\u0307", "i");
        String folded = down.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03C2', '\u03C3');
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static InvalidValueException tooLong(String what) {
        return new InvalidValueException(what + " has " + Limits.NAME_CHARACTERS + " characters at most.");
    }

    private static void checkCharacter(String what, int codePoint) {
        boolean isKnown = NameCharacters.isLetterOrDigit(codePoint) || NameCharacters.isMark(codePoint);
        if (!isKnown && !isInside(codePoint)) {
            throw new InvalidValueException(what + " is made of letters and digits, with - _ . inside.");
        }
    }

    private static void checkEnds(String what, String name) {
        boolean beginsWell = NameCharacters.isLetterOrDigit(name.codePointAt(0));
        if (!beginsWell || isInside(name.codePointBefore(name.length()))) {
            throw new InvalidValueException(what + " begins and ends with a letter or a digit.");
        }
    }

    private static void checkScript(String what, String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints()
                .filter(c -> !NameCharacters.isAsciiDigit(c) && !isInside(c))
                .mapToObj(NameCharacters::script)
                .forEach(scripts::add);
        if (!NameCharacters.areWrittenTogether(scripts)) {
            throw new InvalidValueException(what + " is written in one script.");
        }
    }

    private static boolean isInside(int codePoint) {
        return codePoint == '-' || codePoint == '_' || codePoint == '.';
    }
}
