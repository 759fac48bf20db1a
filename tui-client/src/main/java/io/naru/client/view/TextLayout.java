package io.naru.client.view;

import io.naru.common.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text measured in columns of the terminal: how wide it is, what of it fits, where its lines break. A cluster (a letter
 * with its marks) is never cut, and a wide one either fits whole or not at all.
 *
 * <p>Text is expected to have come through {@code SafeText}; line feeds end lines in {@link #wrap}, anywhere else they
 * count as a blank.
 *
 * <p>Threading: stateless.
 */
public final class TextLayout {
    private static final String ELLIPSIS = "…";
    private static final Pattern UNIT = Pattern.compile("[kMGTPE]?B(/s)?(?![\\p{L}\\p{N}])");

    private TextLayout() {}

    /** How many columns the text takes. */
    public static int columns(String text) {
        int columns = 0;
        int index = 0;
        while (index < text.length()) {
            int end = clusterEnd(text, index);
            columns += clusterColumns(text, index);
            index = end;
        }
        return columns;
    }

    /** Where the cluster that begins at {@code start} ends: an index after it. */
    public static int clusterEnd(String text, int start) {
        int end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length() && isDrawnOver(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** How many columns the cluster that begins at {@code start} takes: 1 or 2. */
    public static int clusterColumns(String text, int start) {
        return Math.max(1, Columns.of(text.codePointAt(start)));
    }

    /** Line feeds and tabs have no columns either but stand by themselves. */
    private static boolean isDrawnOver(int codePoint) {
        return codePoint >= 0x80 && Columns.of(codePoint) == 0;
    }

    /**
     * The longest beginning of the text that takes at most {@code columnsMax} columns.
     *
     * @param columnsMax 0 or less gives the empty text
     */
    public static String clip(String text, int columnsMax) {
        return text.substring(0, indexAtColumn(text, columnsMax));
    }

    /** As {@link #clip}, but what was cut off is told by an ellipsis, which is part of the columns. */
    public static String clipWithEllipsis(String text, int columnsMax) {
        if (columnsMax <= 0) {
            return "";
        }
        int whole = indexAtColumn(text, columnsMax);
        if (whole == text.length()) {
            return text;
        }
        return clip(text, columnsMax - 1) + ELLIPSIS;
    }

    /**
     * As {@link #clipWithEllipsis}, but it's the beginning that is cut off: for paths, whose end tells more.
     */
    public static String clipStart(String text, int columnsMax) {
        if (columnsMax <= 0) {
            return "";
        }
        int columns = columns(text);
        if (columns <= columnsMax) {
            return text;
        }
        int index = 0;
        while (columns > columnsMax - 1) {
            int end = clusterEnd(text, index);
            columns -= clusterColumns(text, index);
            index = end;
        }
        return ELLIPSIS + text.substring(index);
    }

    /** The text clipped with an ellipsis or filled up with blanks on the right, so that it takes exactly so many columns. */
    public static String fit(String text, int columns) {
        String clipped = clipWithEllipsis(text, columns);
        return clipped + " ".repeat(Math.max(0, columns - columns(clipped)));
    }

    /** The text clipped with an ellipsis or filled up with blanks on the left: for numbers. */
    public static String fitRight(String text, int columns) {
        String clipped = clipWithEllipsis(text, columns);
        return " ".repeat(Math.max(0, columns - columns(clipped))) + clipped;
    }

    /**
     * Index of the first cluster that doesn't end at or before the column; the text's length when all of it does.
     *
     * @param column columns from the beginning of the text
     */
    public static int indexAtColumn(String text, int column) {
        int columns = 0;
        int index = 0;
        while (index < text.length()) {
            int end = clusterEnd(text, index);
            columns += clusterColumns(text, index);
            if (columns > column) {
                return index;
            }
            index = end;
        }
        return index;
    }

    /**
     * The text broken into lines at blanks, and inside words that are longer than a line. A number and its unit
     * ({@code 4.0 GB}) count as one word. Blanks at a break go; line feeds always break.
     *
     * @param columnsMax columns of each line; less than 2 is taken as 2, so that a wide cluster fits
     * @return at least one line, possibly empty
     */
    public static List<String> wrap(String text, int columnsMax) {
        return rows(text, columnsMax).stream()
                .map(row -> text.substring(row.start(), row.end()))
                .toList();
    }

    /** As {@link #wrap}, but tells where in the text each line is. */
    static List<Row> rows(String text, int columnsMax) {
        int width = Math.max(2, columnsMax);
        List<Row> rows = new ArrayList<>();
        int start = 0;
        while (true) {
            int lineFeed = text.indexOf('\n', start);
            wrapLine(text, start, lineFeed < 0 ? text.length() : lineFeed, width, rows);
            if (lineFeed < 0) {
                return rows;
            }
            start = lineFeed + 1;
        }
    }

    /** One line of a wrapped text: from one index to before another. */
    record Row(int start, int end) {}

    private static void wrapLine(String text, int start, int end, int width, List<Row> rows) {
        int rowStart = start;
        int rowColumns = 0;
        int breakBefore = -1;
        int breakBeforeUnit = -1;
        int index = start;
        while (index < end) {
            int columns = clusterColumns(text, index);
            if (rowColumns + columns > width) {
                if (mayBreakAt(text, index, end)) {
                    breakBefore = index;
                }
                int blank = breakBefore > rowStart ? breakBefore : breakBeforeUnit;
                int rowEnd = blank > rowStart ? blank : index;
                rows.add(new Row(rowStart, withoutBlanksAtEnd(text, rowStart, rowEnd)));
                rowStart = withoutBlanksAtStart(text, rowEnd, end);
                index = rowStart;
                rowColumns = 0;
                breakBefore = -1;
                breakBeforeUnit = -1;
                continue;
            }
            index = clusterEnd(text, index);
            if (mayBreakAt(text, index - 1, end)) {
                breakBefore = index;
            } else if (text.charAt(index - 1) == ' ') {
                breakBeforeUnit = index;
            }
            rowColumns += columns;
        }
        if (rowStart < end || rowStart == start) {
            rows.add(new Row(rowStart, end));
        }
    }

    private static boolean mayBreakAt(String text, int index, int end) {
        if (text.charAt(index) != ' ') {
            return false;
        }
        char before = index == 0 ? ' ' : text.charAt(index - 1);
        boolean isBehindNumber = before >= '0' && before <= '9';
        return !isBehindNumber || !UNIT.matcher(text).region(index + 1, end).lookingAt();
    }

    private static int withoutBlanksAtStart(String text, int start, int end) {
        int index = start;
        while (index < end && text.charAt(index) == ' ') {
            index++;
        }
        return index;
    }

    private static int withoutBlanksAtEnd(String text, int start, int end) {
        int index = end;
        while (index > start && text.charAt(index - 1) == ' ') {
            index--;
        }
        return index;
    }
}
