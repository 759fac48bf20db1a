package io.naru.client.input;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One key press, as far as a terminal can tell them apart.
 *
 * <p>Its printed form is what help and key tables show and what {@link #parse} reads: {@code x}, {@code Ctrl+F},
 * {@code Alt+Enter}, {@code Shift+Tab}, {@code PgUp}, {@code F5}. Ctrl doesn't tell small letters from capitals; Alt
 * does.
 *
 * @param kind which key; {@link Kind#CHARACTER} for everything that types a character
 * @param codePoint the character of a {@link Kind#CHARACTER}, whole even outside of the basic plane; else 0
 * @param ctrl whether Ctrl was held
 * @param alt whether Alt was held
 * @param shift whether Shift was held; never with a character, where it is part of the character itself
 */
public record Key(Kind kind, int codePoint, boolean ctrl, boolean alt, boolean shift) {
    /** The keys of a keyboard. */
    public enum Kind {
        /** Any key that types a character; the code point says which. */
        CHARACTER(""),
        /** Enter. */
        ENTER("Enter"),
        /** Escape by itself. */
        ESCAPE("Esc"),
        /** Tab. */
        TAB("Tab"),
        /** Shift and Tab, which terminals report as a key of its own. */
        BACKTAB("Shift+Tab"),
        /** Deletes to the left. */
        BACKSPACE("Backspace"),
        /** Deletes to the right. */
        DELETE("Delete"),
        /** Insert. */
        INSERT("Insert"),
        /** Arrow up. */
        UP("Up"),
        /** Arrow down. */
        DOWN("Down"),
        /** Arrow left. */
        LEFT("Left"),
        /** Arrow right. */
        RIGHT("Right"),
        /** Home. */
        HOME("Home"),
        /** End. */
        END("End"),
        /** Page up. */
        PAGE_UP("PgUp"),
        /** Page down. */
        PAGE_DOWN("PgDn"),
        /** Function key 1. */
        F1("F1"),
        /** Function key 2. */
        F2("F2"),
        /** Function key 3. */
        F3("F3"),
        /** Function key 4. */
        F4("F4"),
        /** Function key 5. */
        F5("F5"),
        /** Function key 6. */
        F6("F6"),
        /** Function key 7. */
        F7("F7"),
        /** Function key 8. */
        F8("F8"),
        /** Function key 9. */
        F9("F9"),
        /** Function key 10. */
        F10("F10"),
        /** Function key 11. */
        F11("F11"),
        /** Function key 12. */
        F12("F12");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private static final String CTRL = "Ctrl+";
    private static final String ALT = "Alt+";
    private static final String SHIFT = "Shift+";
    private static final String SPACE = "Space";

    /** Refuses combinations that have no printed form. */
    public Key {
        Objects.requireNonNull(kind, "kind");
        if (kind == Kind.CHARACTER) {
            if (!Character.isValidCodePoint(codePoint) || Character.isISOControl(codePoint) || isSurrogate(codePoint)) {
                throw new IllegalArgumentException("Not a character to type: U+" + Integer.toHexString(codePoint));
            }
            if (shift) {
                throw new IllegalArgumentException("Shift is part of the character");
            }
            codePoint = ctrl ? Character.toLowerCase(codePoint) : codePoint;
        } else if (codePoint != 0) {
            throw new IllegalArgumentException("Key " + kind + " with a character");
        }
        if (kind == Kind.TAB && shift) {
            kind = Kind.BACKTAB;
        }
        if (kind == Kind.BACKTAB) {
            shift = false;
        }
    }

    /** The key that types this character. */
    public static Key character(int codePoint) {
        return new Key(Kind.CHARACTER, codePoint, false, false, false);
    }

    /** A character key with Ctrl. */
    public static Key ctrl(int codePoint) {
        return new Key(Kind.CHARACTER, codePoint, true, false, false);
    }

    /** A character key with Alt. */
    public static Key alt(int codePoint) {
        return new Key(Kind.CHARACTER, codePoint, false, true, false);
    }

    /** A key by itself; not for characters. */
    public static Key of(Kind kind) {
        return new Key(kind, 0, false, false, false);
    }

    /** This key with Ctrl held too. */
    public Key withCtrl() {
        return new Key(kind, codePoint, true, alt, shift);
    }

    /** This key with Alt held too. */
    public Key withAlt() {
        return new Key(kind, codePoint, ctrl, true, shift);
    }

    /** This key with Alt let go. */
    public Key withoutAlt() {
        return new Key(kind, codePoint, ctrl, false, shift);
    }

    /** This key with Shift held too; not for characters. */
    public Key withShift() {
        return new Key(kind, codePoint, ctrl, alt, true);
    }

    /** Whether this key types its character: no Ctrl, no Alt. */
    public boolean isText() {
        return kind == Kind.CHARACTER && !ctrl && !alt;
    }

    /** The character that this key types, as text; empty for keys that aren't {@link #isText text}. */
    public String text() {
        return isText() ? Character.toString(codePoint) : "";
    }

    /**
     * Reads the printed form.
     *
     * @param printed as {@link #toString} gives it; names of keys and of modifiers in any case
     * @throws IllegalArgumentException when no key is printed so
     */
    public static Key parse(String printed) {
        String rest = printed;
        boolean ctrl = false;
        boolean alt = false;
        boolean shift = false;
        while (true) {
            if (!ctrl && startsWith(rest, CTRL)) {
                ctrl = true;
                rest = rest.substring(CTRL.length());
            } else if (!alt && startsWith(rest, ALT)) {
                alt = true;
                rest = rest.substring(ALT.length());
            } else if (!shift && startsWith(rest, SHIFT)) {
                shift = true;
                rest = rest.substring(SHIFT.length());
            } else {
                break;
            }
        }
        if (!rest.isEmpty() && rest.codePointCount(0, rest.length()) == 1) {
            return new Key(Kind.CHARACTER, rest.codePointAt(0), ctrl, alt, shift);
        }
        if (rest.equalsIgnoreCase(SPACE)) {
            return new Key(Kind.CHARACTER, ' ', ctrl, alt, shift);
        }
        Kind kind = kindNamed(rest).orElseThrow(() -> new IllegalArgumentException("No key is called " + printed));
        return new Key(kind, 0, ctrl, alt, shift);
    }

    // Written out, since a record's own are put together from method handles at their first call: 10 ms of each start.
    @Override
    public boolean equals(Object other) {
        return other instanceof Key key
                && kind == key.kind
                && codePoint == key.codePoint
                && ctrl == key.ctrl
                && alt == key.alt
                && shift == key.shift;
    }

    @Override
    public int hashCode() {
        int modifiers = (ctrl ? 1 : 0) + (alt ? 2 : 0) + (shift ? 4 : 0);
        return (kind.ordinal() * 31 + codePoint) * 8 + modifiers;
    }

    /** The printed form. */
    @Override
    public String toString() {
        String modifiers = (ctrl ? CTRL : "") + (alt ? ALT : "") + (shift ? SHIFT : "");
        if (kind != Kind.CHARACTER) {
            return modifiers + kind.label;
        }
        if (codePoint == ' ') {
            return modifiers + SPACE;
        }
        String character = Character.toString(codePoint);
        // Upper case may be more than one character, which no longer says which key it was.
        String capital = character.toUpperCase(Locale.ROOT);
        boolean hasCapital = ctrl && Character.toLowerCase(capital.codePointAt(0)) == codePoint;
        return modifiers + (hasCapital && capital.codePointCount(0, capital.length()) == 1 ? capital : character);
    }

    private static Optional<Kind> kindNamed(String name) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.CHARACTER && kind != Kind.BACKTAB && kind.label.equalsIgnoreCase(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(String text, String prefix) {
        // "Ctrl++" is Ctrl with the plus key, so something has to be left.
        return text.length() > prefix.length() && text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
