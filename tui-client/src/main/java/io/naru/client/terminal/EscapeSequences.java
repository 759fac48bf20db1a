package io.naru.client.terminal;

import io.naru.client.input.Key;
import io.naru.client.input.Key.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * What the control sequences of xterm, its many relatives, PuTTY and the Linux console mean as keys.
 *
 * <p>Threading: stateless.
 */
final class EscapeSequences {
    /** The number in {@code CSI 200 ~}, which begins a paste. */
    static final int PASTE_BEGINS = 200;

    private static final Map<Character, Kind> BY_FINAL = Map.ofEntries(
            Map.entry('A', Kind.UP),
            Map.entry('B', Kind.DOWN),
            Map.entry('C', Kind.RIGHT),
            Map.entry('D', Kind.LEFT),
            Map.entry('H', Kind.HOME),
            Map.entry('F', Kind.END),
            Map.entry('P', Kind.F1),
            Map.entry('Q', Kind.F2),
            Map.entry('R', Kind.F3),
            Map.entry('S', Kind.F4),
            Map.entry('Z', Kind.BACKTAB));

    private static final Map<Integer, Kind> BY_NUMBER = Map.ofEntries(
            Map.entry(1, Kind.HOME),
            Map.entry(2, Kind.INSERT),
            Map.entry(3, Kind.DELETE),
            Map.entry(4, Kind.END),
            Map.entry(5, Kind.PAGE_UP),
            Map.entry(6, Kind.PAGE_DOWN),
            Map.entry(7, Kind.HOME),
            Map.entry(8, Kind.END),
            Map.entry(11, Kind.F1),
            Map.entry(12, Kind.F2),
            Map.entry(13, Kind.F3),
            Map.entry(14, Kind.F4),
            Map.entry(15, Kind.F5),
            Map.entry(17, Kind.F6),
            Map.entry(18, Kind.F7),
            Map.entry(19, Kind.F8),
            Map.entry(20, Kind.F9),
            Map.entry(21, Kind.F10),
            Map.entry(23, Kind.F11),
            Map.entry(24, Kind.F12));

    private static final Map<Character, Kind> LINUX_CONSOLE =
            Map.of('A', Kind.F1, 'B', Kind.F2, 'C', Kind.F3, 'D', Kind.F4, 'E', Kind.F5);

    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;
    private static final int META = 8;

    private EscapeSequences() {}

    /**
     * The key of {@code CSI parameters final}.
     *
     * @param parameters what stands between, digits and semicolons and whatever else came
     * @return empty for sequences that are no keys: reports, mouse, focus
     */
    static Optional<Key> csi(String parameters, char finalCharacter) {
        int[] numbers = numbers(parameters);
        if (numbers == null) {
            return Optional.empty();
        }
        if (finalCharacter == '~') {
            return numbers[0] == 27
                    ? withModifiers(numbers[2] == 0 ? Optional.empty() : characterKey(numbers[2]), numbers[1])
                    : withModifiers(
                            Optional.ofNullable(BY_NUMBER.get(numbers[0])).map(Key::of), numbers[1]);
        }
        if (finalCharacter == 'u') {
            return withModifiers(characterKey(numbers[0]), numbers[1]);
        }
        if (numbers[0] > 1) {
            // A report of the cursor's place looks like F3 but for its first number.
            return Optional.empty();
        }
        return withModifiers(Optional.ofNullable(BY_FINAL.get(finalCharacter)).map(Key::of), numbers[1]);
    }

    /** Whether {@code CSI parameters ~} begins a paste. */
    static boolean beginsPaste(String parameters) {
        return parameters.equals(Integer.toString(PASTE_BEGINS));
    }

    /** The key of {@code ESC O final}. PuTTY sends arrows so when Ctrl is held; without it they come as CSI. */
    static Optional<Key> ss3(char finalCharacter) {
        Optional<Key> key = Optional.ofNullable(BY_FINAL.get(finalCharacter)).map(Key::of);
        if (finalCharacter == 'M') {
            return Optional.of(Key.of(Kind.ENTER));
        }
        return finalCharacter >= 'A' && finalCharacter <= 'D' ? key.map(Key::withCtrl) : key;
    }

    /** The key of {@code CSI [ final}: F1 to F5 on the Linux console. */
    static Optional<Key> linuxConsole(char finalCharacter) {
        return Optional.ofNullable(LINUX_CONSOLE.get(finalCharacter)).map(Key::of);
    }

    /** The key that types this code point, control characters included; empty for what no key sends. */
    static Optional<Key> characterKey(int codePoint) {
        return Optional.ofNullable(
                switch (codePoint) {
                    case '\r', '\n' -> Key.of(Kind.ENTER);
                    case '\t' -> Key.of(Kind.TAB);
                    case 0x08, 0x7F -> Key.of(Kind.BACKSPACE);
                    case 0x1B -> Key.of(Kind.ESCAPE);
                    case 0 -> Key.ctrl(' ');
                    default -> plainKey(codePoint);
                });
    }

    private static Key plainKey(int codePoint) {
        if (codePoint < 0x1B) {
            return Key.ctrl('a' - 1 + codePoint);
        }
        if (codePoint < 0x20) {
            return Key.ctrl(codePoint + 0x40);
        }
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean typed = Character.isValidCodePoint(codePoint) && !Character.isISOControl(codePoint) && !surrogate;
        return typed ? Key.character(codePoint) : null;
    }

    /** The modifiers as xterm counts them: 1 for none, and 1, 2, 4, 8 more for Shift, Alt, Ctrl, Meta. */
    private static Optional<Key> withModifiers(Optional<Key> plain, int encoded) {
        int modifiers = Math.max(0, encoded - 1);
        return plain.map(key -> {
            Key modified = key;
            if ((modifiers & SHIFT) != 0) {
                // A terminal that reports shifted characters this way sends the unshifted one.
                modified = key.kind() == Kind.CHARACTER
                        ? Key.character(Character.toUpperCase(key.codePoint()))
                        : modified.withShift();
            }
            if ((modifiers & (ALT | META)) != 0) {
                modified = modified.withAlt();
            }
            return (modifiers & CTRL) != 0 ? modified.withCtrl() : modified;
        });
    }

    /** Up to three numbers, 0 where none is given; null when there is something else than numbers. */
    private static int[] numbers(String parameters) {
        int[] numbers = new int[3];
        int at = 0;
        for (int index = 0; index < parameters.length(); index++) {
            char character = parameters.charAt(index);
            if (character == ';') {
                at++;
                if (at == numbers.length) {
                    return null;
                }
            } else if (character >= '0' && character <= '9' && numbers[at] < 100_000_000) {
                numbers[at] = numbers[at] * 10 + character - '0';
            } else {
                return null;
            }
        }
        return numbers;
    }
}
