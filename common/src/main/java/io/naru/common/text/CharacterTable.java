package io.naru.common.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What Naru knows of every code point, read once from the table that lies beside this class: Unicode 16.0, whatever
 * the Java that runs it knows. The table is made by {@code src/main/unicode/characters.py} from the general categories
 * and pictographs of 16.0, the East Asian widths of 14.0 with those of 16.0 for everything younger, and two exceptions
 * that terminals agree on (U+3248..U+324F and the hexagrams take two columns). Combining marks and the conjoining
 * vowels and finals of Hangul take none.
 *
 * <p>The categories are our own and not the JDK's because two people must see the same text, and a screen must be laid
 * out the same, on Java 17 (Unicode 13.0) and on every newer one.
 *
 * <p>Threading: immutable; any thread.
 */
final class CharacterTable {
    private static final int COLUMNS = 0b11;
    private static final int MARK = 1 << 2;
    private static final int PICTOGRAPH = 1 << 3;
    private static final int DROPPED = 1 << 4;
    private static final int JOINER = 1 << 5;
    private static final int REPLACED = 1 << 6;
    private static final int FLAG_LETTER = 1 << 7;
    private static final int LINE_BREAK = 1 << 8;
    private static final int YOUNG = 1 << 9;

    private static final String RESOURCE = "characters.txt";
    private static final int CAPACITY = 4096;

    private static final CharacterTable TABLE = read();

    /** Sorted first code points of the runs, and what holds for each run. */
    private final int[] firsts;

    private final short[] properties;

    private CharacterTable(int[] firsts, short[] properties) {
        this.firsts = firsts;
        this.properties = properties;
    }

    /** What is known of a code point, for the questions below. */
    static int of(int codePoint) {
        int at = Arrays.binarySearch(TABLE.firsts, codePoint);
        return TABLE.properties[at >= 0 ? at : -at - 2];
    }

    /** Columns on the screen: 0, 1 or 2. */
    static int columns(int properties) {
        return properties & COLUMNS;
    }

    /** Drawn onto the character before it, or moved about by normalisation as if it were. */
    static boolean isMark(int properties) {
        return (properties & MARK) != 0;
    }

    /** May take part in an emoji sequence. */
    static boolean isPictograph(int properties) {
        return (properties & PICTOGRAPH) != 0;
    }

    /** Has no shape of its own and is left out; true for the joiner too. */
    static boolean isDropped(int properties) {
        return (properties & (DROPPED | JOINER)) != 0;
    }

    /** The zero-width joiner. */
    static boolean isJoiner(int properties) {
        return (properties & JOINER) != 0;
    }

    /** Control, format character, half a surrogate pair, noncharacter, or not assigned: shown as U+FFFD. */
    static boolean isReplaced(int properties) {
        return (properties & REPLACED) != 0;
    }

    /** A regional indicator, of which two make a flag. */
    static boolean isFlagLetter(int properties) {
        return (properties & FLAG_LETTER) != 0;
    }

    /** Ends a line or paragraph without being LF. */
    static boolean isLineBreak(int properties) {
        return (properties & LINE_BREAK) != 0;
    }

    /** Younger than the oldest Java that we run on, which therefore can't normalise it. */
    static boolean isYoung(int properties) {
        return (properties & YOUNG) != 0;
    }

    private static CharacterTable read() {
        try (InputStream in = CharacterTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the table of characters is missing from the program");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of characters", e);
        }
    }

    private static CharacterTable parse(BufferedReader rows) throws IOException {
        int[] firsts = new int[CAPACITY];
        short[] properties = new short[CAPACITY];
        int count = 0;
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            if (row.charAt(0) == '#') {
                continue;
            }
            int space = row.indexOf(' ');
            firsts[count] = Integer.parseInt(row, 0, space, 16);
            properties[count] = parseProperties(row, space + 1);
            count++;
        }
        return new CharacterTable(Arrays.copyOf(firsts, count), Arrays.copyOf(properties, count));
    }

    private static short parseProperties(String row, int from) {
        int result = row.charAt(from) - '0';
        for (int i = from + 1; i < row.length(); i++) {
            result |= switch (row.charAt(i)) {
                case 'm' -> MARK;
                case 'p' -> PICTOGRAPH;
                case 'd' -> DROPPED;
                case 'j' -> JOINER;
                case 'r' -> REPLACED;
                case 'f' -> FLAG_LETTER;
                case 'b' -> LINE_BREAK;
                case 'x' -> YOUNG;
                default -> throw new IllegalStateException("unknown property in the table of characters: " + row);
            };
        }
        return (short) result;
    }
}
