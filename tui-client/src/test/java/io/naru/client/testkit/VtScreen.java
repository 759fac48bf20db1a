package io.naru.client.testkit;

import io.naru.common.text.Columns;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a terminal would show after these octets: a small emulator of the part of xterm that Naru uses. It shares no
 * code with Lanterna, and like a real terminal it knows widths by character only. Sequences that it doesn't know are
 * kept in {@link #surprises}, for a test to look at.
 *
 * <p>Threading: every method may be called by any thread.
 */
public final class VtScreen {
    private static final String BLANK = " ";
    /** The second cell of a wide character. */
    private static final String COVERED = "";

    private int columns;
    private int rows;
    private String[][] cells;
    private String[][] styles;
    private String[][] otherCells;
    private String[][] otherStyles;
    private boolean alternate;
    private int cursorColumn;
    private int cursorRow;
    private int savedColumn;
    private int savedRow;
    private boolean wrapPending;
    private int regionTop;
    private int regionBottom;
    private boolean cursorVisible = true;
    private int bells;
    private final Set<Integer> modes = new TreeSet<>();
    private final Set<String> emphasis = new TreeSet<>();
    private String colour = "";
    private final List<String> surprises = new ArrayList<>();
    private final StringBuilder sequence = new StringBuilder();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);

    /** A blank screen. */
    public VtScreen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        cells = blank(columns, rows, BLANK);
        styles = blank(columns, rows, "");
        otherCells = blank(columns, rows, BLANK);
        otherStyles = blank(columns, rows, "");
        regionBottom = rows - 1;
    }

    /** Takes octets that a program wrote; sequences and characters may be cut anywhere. */
    public synchronized void write(byte[] octets, int length) {
        ByteBuffer input = ByteBuffer.allocate(undecoded.remaining() + length);
        input.put(undecoded).put(octets, 0, length).flip();
        CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, text, false);
        undecoded = ByteBuffer.allocate(input.remaining()).put(input).flip();
        text.flip().toString().codePoints().forEach(this::accept);
    }

    /** As {@link #write(byte[], int)}, all of them. */
    public void write(byte[] octets) {
        write(octets, octets.length);
    }

    /** Changes the size; what lies outside is cut off. */
    public synchronized void resize(int newColumns, int newRows) {
        cells = resized(cells, newColumns, newRows, BLANK);
        styles = resized(styles, newColumns, newRows, "");
        otherCells = resized(otherCells, newColumns, newRows, BLANK);
        otherStyles = resized(otherStyles, newColumns, newRows, "");
        columns = newColumns;
        rows = newRows;
        regionTop = 0;
        regionBottom = rows - 1;
        wrapPending = false;
        moveTo(cursorColumn, cursorRow);
    }

    /** The rows' text, without blanks at their ends. */
    public synchronized List<String> lines() {
        return Arrays.stream(cells)
                .map(row -> String.join("", row).stripTrailing())
                .toList();
    }

    /** All rows, each ended by a line feed. */
    public String text() {
        return String.join("\n", lines()) + "\n";
    }

    /** Colour and emphasis of a cell, such as {@code "bold 36"}; empty when plain. */
    public synchronized String styleAt(int column, int row) {
        return styles[row][column];
    }

    /** Where the cursor is: column and row, from 0. */
    public synchronized List<Integer> cursor() {
        return List.of(cursorColumn, cursorRow);
    }

    /** Whether the cursor is shown. */
    public synchronized boolean isCursorVisible() {
        return cursorVisible;
    }

    /** Whether the program is on the alternate screen. */
    public synchronized boolean isAlternate() {
        return alternate;
    }

    /** Whether the private mode of that number is on. */
    public synchronized boolean isModeOn(int mode) {
        return modes.contains(mode);
    }

    /** How often the bell rang. */
    public synchronized int bells() {
        return bells;
    }

    /** Sequences that aren't known here, in order. */
    public synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void accept(int codePoint) {
        if (!sequence.isEmpty()) {
            sequence.appendCodePoint(codePoint);
            acceptInSequence();
            return;
        }
        switch (codePoint) {
            case 0x1B -> sequence.appendCodePoint(codePoint);
            case '\r' -> moveTo(0, cursorRow);
            case '\n' -> lineFeed();
            case '\b' -> moveTo(cursorColumn - 1, cursorRow);
            case '\t' -> moveTo((cursorColumn / 8 + 1) * 8, cursorRow);
            case 7 -> bells++;
            default -> {
                if (codePoint < 0x20 || codePoint == 0x7F) {
                    surprises.add("control " + codePoint);
                } else {
                    print(codePoint);
                }
            }
        }
    }

    private void acceptInSequence() {
        char kind = sequence.charAt(1);
        char last = sequence.charAt(sequence.length() - 1);
        if (kind == '[') {
            if (sequence.length() > 2 && last >= 0x40 && last <= 0x7E) {
                control(sequence.substring(2, sequence.length() - 1), last);
                sequence.setLength(0);
            }
        } else if (kind == ']') {
            if (last == 7 || sequence.toString().endsWith("\033\\")) {
                sequence.setLength(0);
            }
        } else {
            switch (kind) {
                case 'M' -> reverseLineFeed();
                case '>', '=' -> {}
                default -> surprises.add(sequence.toString());
            }
            sequence.setLength(0);
        }
    }

    private void control(String parameters, char last) {
        if (parameters.startsWith("?")) {
            Arrays.stream(parameters.substring(1).split(";")).forEach(mode -> setMode(Integer.parseInt(mode), last));
            return;
        }
        int first = number(parameters, 0);
        switch (last) {
            case 'H', 'f' -> moveTo(Math.max(1, number(parameters, 1)) - 1, Math.max(1, first) - 1);
            case 'G' -> moveTo(Math.max(1, first) - 1, cursorRow);
            case 'A' -> moveTo(cursorColumn, cursorRow - Math.max(1, first));
            case 'B' -> moveTo(cursorColumn, cursorRow + Math.max(1, first));
            case 'C' -> moveTo(cursorColumn + Math.max(1, first), cursorRow);
            case 'D' -> moveTo(cursorColumn - Math.max(1, first), cursorRow);
            case 'J' -> eraseInDisplay(first);
            case 'K' -> eraseInLine(first);
            case 'm' -> setStyle(parameters);
            case 'r' -> setRegion(first, number(parameters, 1));
            default -> surprises.add("CSI " + parameters + last);
        }
    }

    private void setMode(int mode, char last) {
        boolean on = last == 'h';
        if (on) {
            modes.add(mode);
        } else {
            modes.remove(mode);
        }
        if (mode == 25) {
            cursorVisible = on;
        } else if (mode == 1049 && on != alternate) {
            swapScreens(on);
        }
    }

    private void swapScreens(boolean toAlternate) {
        String[][] cellsBefore = cells;
        String[][] stylesBefore = styles;
        cells = toAlternate ? blank(columns, rows, BLANK) : otherCells;
        styles = toAlternate ? blank(columns, rows, "") : otherStyles;
        otherCells = cellsBefore;
        otherStyles = stylesBefore;
        alternate = toAlternate;
        if (toAlternate) {
            savedColumn = cursorColumn;
            savedRow = cursorRow;
        } else {
            moveTo(savedColumn, savedRow);
        }
    }

    private void print(int codePoint) {
        int width = Columns.of(codePoint);
        if (width == 0) {
            combine(codePoint);
            return;
        }
        if (wrapPending || cursorColumn + width > columns) {
            cursorColumn = 0;
            lineFeed();
        }
        wrapPending = false;
        if (width > columns) {
            return;
        }
        for (int column = cursorColumn; column < cursorColumn + width; column++) {
            uncover(column);
        }
        cells[cursorRow][cursorColumn] = Character.toString(codePoint);
        styles[cursorRow][cursorColumn] = style();
        if (width == 2) {
            cells[cursorRow][cursorColumn + 1] = COVERED;
            styles[cursorRow][cursorColumn + 1] = style();
        }
        cursorColumn += width;
        if (cursorColumn == columns) {
            cursorColumn = columns - 1;
            wrapPending = true;
        }
    }

    private void combine(int codePoint) {
        int column = wrapPending ? cursorColumn : cursorColumn - 1;
        if (column >= 0 && cells[cursorRow][column].equals(COVERED)) {
            column--;
        }
        if (column >= 0) {
            cells[cursorRow][column] += Character.toString(codePoint);
        }
    }

    /** Half of a wide character that is overwritten leaves a blank in its other cell. */
    private void uncover(int column) {
        if (cells[cursorRow][column].equals(COVERED)) {
            cells[cursorRow][column - 1] = BLANK;
            cells[cursorRow][column] = BLANK;
        } else if (column + 1 < columns && cells[cursorRow][column + 1].equals(COVERED)) {
            cells[cursorRow][column + 1] = BLANK;
        }
    }

    private void lineFeed() {
        wrapPending = false;
        if (cursorRow == regionBottom) {
            scroll(cells, BLANK, 1);
            scroll(styles, "", 1);
        } else if (cursorRow < rows - 1) {
            cursorRow++;
        }
    }

    private void reverseLineFeed() {
        wrapPending = false;
        if (cursorRow == regionTop) {
            scroll(cells, BLANK, -1);
            scroll(styles, "", -1);
        } else if (cursorRow > 0) {
            cursorRow--;
        }
    }

    private void scroll(String[][] grid, String blank, int up) {
        if (up > 0) {
            System.arraycopy(grid, regionTop + 1, grid, regionTop, regionBottom - regionTop);
            grid[regionBottom] = blank(columns, 1, blank)[0];
        } else {
            System.arraycopy(grid, regionTop, grid, regionTop + 1, regionBottom - regionTop);
            grid[regionTop] = blank(columns, 1, blank)[0];
        }
    }

    /** A region of less than two rows is no region, as a program may ask for that hasn't heard of a new size yet. */
    private void setRegion(int top, int bottom) {
        int newTop = Math.max(1, top) - 1;
        int newBottom = bottom == 0 ? rows - 1 : Math.min(rows, bottom) - 1;
        if (newTop < newBottom) {
            regionTop = newTop;
            regionBottom = newBottom;
            moveTo(0, 0);
        }
    }

    private void eraseInDisplay(int what) {
        int from = what == 0 ? cursorRow + 1 : 0;
        int to = what == 1 ? cursorRow : rows;
        for (int row = from; row < to; row++) {
            Arrays.fill(cells[row], BLANK);
            Arrays.fill(styles[row], "");
        }
        if (what != 2) {
            eraseInLine(what);
        }
    }

    private void eraseInLine(int what) {
        int from = what == 0 ? cursorColumn : 0;
        int to = what == 1 ? cursorColumn + 1 : columns;
        Arrays.fill(cells[cursorRow], from, to, BLANK);
        Arrays.fill(styles[cursorRow], from, to, "");
    }

    private void setStyle(String parameters) {
        String[] numbers = parameters.split(";", -1);
        for (int index = 0; index < numbers.length; index++) {
            int number = numbers[index].isEmpty() ? 0 : Integer.parseInt(numbers[index]);
            if (number == 38) {
                colour = numbers[index + 1] + ":" + numbers[index + 2];
                index += 2;
            } else if (number == 39) {
                colour = "";
            } else if ((number >= 30 && number < 38) || (number >= 90 && number < 98)) {
                colour = Integer.toString(number);
            } else {
                setEmphasis(number);
            }
        }
    }

    private void setEmphasis(int number) {
        switch (number) {
            case 0 -> {
                emphasis.clear();
                colour = "";
            }
            case 1 -> emphasis.add("bold");
            case 4 -> emphasis.add("underline");
            case 7 -> emphasis.add("reverse");
            default -> surprises.add("SGR " + number);
        }
    }

    private String style() {
        return (String.join(" ", emphasis) + " " + colour).strip();
    }

    private void moveTo(int column, int row) {
        wrapPending = false;
        cursorColumn = Math.max(0, Math.min(columns - 1, column));
        cursorRow = Math.max(0, Math.min(rows - 1, row));
    }

    private static int number(String parameters, int index) {
        String[] numbers = parameters.split(";");
        return index < numbers.length && !numbers[index].isEmpty() ? Integer.parseInt(numbers[index]) : 0;
    }

    private static String[][] blank(int columns, int rows, String blank) {
        String[][] grid = new String[rows][columns];
        Arrays.stream(grid).forEach(row -> Arrays.fill(row, blank));
        return grid;
    }

    private static String[][] resized(String[][] grid, int columns, int rows, String blank) {
        String[][] resized = blank(columns, rows, blank);
        for (int row = 0; row < Math.min(rows, grid.length); row++) {
            System.arraycopy(grid[row], 0, resized[row], 0, Math.min(columns, grid[row].length));
        }
        return resized;
    }
}
