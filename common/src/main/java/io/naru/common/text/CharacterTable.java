package io.naru.common.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    private static final int PAGE = 128;

    private static final CharacterTable TABLE = read();

    /** Sorted first code points of the runs, and what holds for each run. */
    private final int[] firsts;

    private final short[] properties;

    /** For each {@value #PAGE} code points the run that the first of them is in. */
    private final short[] pages;

    private CharacterTable(int[] firsts, short[] properties) {
        this.firsts = firsts;
        this.properties = properties;
        this.pages = new short[(Character.MAX_CODE_POINT + 1) / PAGE + 1];
        int run = 0;
        for (int page = 0; page < pages.length; page++) {
            while (run + 1 < firsts.length && firsts[run + 1] <= page * PAGE) {
                run++;
            }
            pages[page] = (short) run;
        }
    }

    /** What is known of a code point, for the questions below. */
    static int of(int codePoint) {
        int page = codePoint / PAGE;
        int at = Arrays.binarySearch(TABLE.firsts, TABLE.pages[page], TABLE.pages[page + 1] + 1, codePoint);
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
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of characters", e);
        }
    }

    /** By hand, octet by octet, because the first frame of a screen waits for it and nothing is compiled by then. */
    private static CharacterTable parse(byte[] rows) {
        int[] firsts = new int[CAPACITY];
        short[] properties = new short[CAPACITY];
        int count = 0;
        int at = 0;
        while (at < rows.length) {
            if (rows[at] != '#') {
                int first = 0;
                while (rows[at] != ' ') {
                    first = first << 4 | (rows[at] <= '9' ? rows[at] - '0' : rows[at] - 'A' + 10);
                    at++;
                }
                int row = rows[at + 1] - '0';
                for (at += 2; rows[at] != '\n'; at++) {
                    row |= property(rows[at]);
                }
                firsts[count] = first;
                properties[count] = (short) row;
                count++;
            }
            while (rows[at] != '\n') {
                at++;
            }
            at++;
        }
        return new CharacterTable(Arrays.copyOf(firsts, count), Arrays.copyOf(properties, count));
    }

    private static int property(byte letter) {
        return switch (letter) {
            case 'm' -> MARK;
            case 'p' -> PICTOGRAPH;
            case 'd' -> DROPPED;
            case 'j' -> JOINER;
            case 'r' -> REPLACED;
            case 'f' -> FLAG_LETTER;
            case 'b' -> LINE_BREAK;
            case 'x' -> YOUNG;
            default -> throw new IllegalStateException("unknown property in the table of characters: " + letter);
        };
    }
}
