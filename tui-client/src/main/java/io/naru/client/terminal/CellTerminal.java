package io.naru.client.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyDecodingProfile;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import io.naru.client.view.TextLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The terminal as Lanterna's screen sees it. It collects what a frame writes and hands it over whole at each flush, and
 * says to the terminal only what that doesn't know yet: colours, emphasis and the cursor's place are remembered and
 * brought up to date when the next character is written.
 *
 * <p>It neither reads keys nor asks the terminal anything; its size is told to it.
 *
 * <p>Threading: owned by the thread that draws.
 */
final class CellTerminal extends ANSITerminal {
    /** A frame longer than this shows a cursor that jumps about on a slow line, so it's hidden meanwhile. */
    private static final int OCTETS_WITH_CURSOR_MAX = 256;

    private static final int UNKNOWN = -1;

    private final ByteArrayOutputStream frame;
    private final Consumer<byte[]> frames;
    private TerminalSize size;

    // What the next character is to look like, and what the terminal is set to.
    private final EnumSet<SGR> wantedEmphasis = EnumSet.noneOf(SGR.class);
    private TextColor wantedForeground = TextColor.ANSI.DEFAULT;
    private TextColor wantedBackground = TextColor.ANSI.DEFAULT;
    private final EnumSet<SGR> presentEmphasis = EnumSet.noneOf(SGR.class);
    private TextColor presentForeground = TextColor.ANSI.DEFAULT;
    private TextColor presentBackground = TextColor.ANSI.DEFAULT;

    // Where the next character is to go, and where the terminal's cursor is; from 0, or UNKNOWN.
    private int wantedColumn;
    private int wantedRow;
    private int presentColumn = UNKNOWN;
    private int presentRow = UNKNOWN;
    // Whether the cursor was sent to the next place, rather than having come there by writing.
    private boolean jumping;
    // Whether the terminal can't think that the cursor is elsewhere in its row than we do.
    private boolean placeCertain;
    private boolean cursorWanted = true;
    private boolean cursorShown = true;

    /**
     * A terminal that draws.
     *
     * @param frames takes each frame's octets
     */
    CellTerminal(int columns, int rows, Consumer<byte[]> frames) {
        this(columns, rows, frames, new ByteArrayOutputStream(8192));
    }

    private CellTerminal(int columns, int rows, Consumer<byte[]> frames, ByteArrayOutputStream frame) {
        super(InputStream.nullInputStream(), frame, StandardCharsets.UTF_8);
        this.frame = frame;
        this.frames = frames;
        this.size = new TerminalSize(columns, rows);
    }

    /** Tells the size; Lanterna's screen takes it up with its next resize. */
    void resize(int columns, int rows) throws IOException {
        size = new TerminalSize(columns, rows);
        presentColumn = UNKNOWN;
        getTerminalSize();
    }

    /** Adds octets to the frame as they are. They must leave colours, emphasis and cursor as they were. */
    void writeRaw(String octets) throws IOException {
        writeToTerminal(octets.getBytes(StandardCharsets.US_ASCII));
    }

    /** Brings the terminal to a known state after someone else had it. */
    void forgetPresentState() throws IOException {
        writeRaw("\033[r\033[m");
        presentEmphasis.clear();
        presentForeground = TextColor.ANSI.DEFAULT;
        presentBackground = TextColor.ANSI.DEFAULT;
        presentColumn = UNKNOWN;
        writeRaw(cursorWanted ? "\033[?25h" : "\033[?25l");
        cursorShown = cursorWanted;
    }

    /** Called by the parent's constructor; no key is decoded here. */
    @Override
    protected KeyDecodingProfile getDefaultKeyDecodingProfile() {
        return List::of;
    }

    /** Does nothing: whoever opens the terminal enters and leaves the alternate screen. */
    @Override
    public void enterPrivateMode() {}

    /** As {@link #enterPrivateMode}. */
    @Override
    public void exitPrivateMode() {}

    @Override
    protected TerminalSize findTerminalSize() {
        return size;
    }

    @Override
    public void putCharacter(char character) throws IOException {
        putString(Character.toString(character));
    }

    @Override
    public void putString(String string) throws IOException {
        updateStyle();
        updateCursorPosition();
        writeToTerminal(string.getBytes(StandardCharsets.UTF_8));
        int width = TextLayout.columns(string);
        wantedColumn += width;
        presentColumn += width;
        switch (Agreement.about(string)) {
            case CERTAIN -> {}
            case LIKELY -> placeCertain = false;
            case DOUBTFUL -> presentColumn = UNKNOWN;
        }
        if (presentColumn >= size.getColumns()) {
            // Some terminals are in the next row now, some aren't.
            presentColumn = UNKNOWN;
        }
    }

    /** Whether all terminals give a character the width that we give it. */
    private enum Agreement {
        CERTAIN,
        /** Narrow nearly everywhere: it's enough to correct a difference at the next jump of the cursor. */
        LIKELY,
        /** Emoji and marks: the cursor is placed anew behind each. */
        DOUBTFUL;

        static Agreement about(String cluster) {
            char first = cluster.charAt(0);
            if (first < 0x7F && cluster.length() == 1) {
                return CERTAIN;
            }
            if (cluster.length() > 1) {
                return DOUBTFUL;
            }
            boolean asianLetter = (first >= 0xAC00 && first <= 0xD7A3)
                    || (first >= 0x3041 && first <= 0x30FF)
                    || (first >= 0x4E00 && first <= 0x9FFF)
                    || (first >= 0xFF01 && first <= 0xFF60);
            if (asianLetter) {
                return CERTAIN;
            }
            return TextLayout.columns(cluster) == 1 ? LIKELY : DOUBTFUL;
        }
    }

    @Override
    public void setForegroundColor(TextColor color) {
        wantedForeground = color;
    }

    @Override
    public void setBackgroundColor(TextColor color) {
        wantedBackground = color;
    }

    @Override
    public void enableSGR(SGR sgr) {
        wantedEmphasis.add(sgr);
    }

    @Override
    public void disableSGR(SGR sgr) {
        wantedEmphasis.remove(sgr);
    }

    @Override
    public void resetColorAndSGR() {
        wantedEmphasis.clear();
        wantedForeground = TextColor.ANSI.DEFAULT;
        wantedBackground = TextColor.ANSI.DEFAULT;
    }

    @Override
    public void setCursorPosition(int column, int row) {
        wantedColumn = column;
        wantedRow = row;
        jumping = true;
    }

    @Override
    public void setCursorVisible(boolean visible) {
        cursorWanted = visible;
    }

    @Override
    public void clearScreen() throws IOException {
        // Cleared cells take the present background.
        resetColorAndSGR();
        updateStyle();
        super.clearScreen();
    }

    @Override
    public void scrollLines(int firstLine, int lastLine, int distance) throws IOException {
        resetColorAndSGR();
        updateStyle();
        super.scrollLines(firstLine, lastLine, distance);
        presentColumn = UNKNOWN;
    }

    @Override
    public void bell() throws IOException {
        writeRaw("\007");
    }

    @Override
    public void flush() throws IOException {
        if (cursorWanted) {
            updateCursorPosition();
        }
        boolean hidden = cursorShown && frame.size() > OCTETS_WITH_CURSOR_MAX;
        byte[] prefix = hidden || (cursorShown && !cursorWanted) ? ascii("\033[?25l") : new byte[0];
        cursorShown = cursorShown && prefix.length == 0;
        if (cursorWanted && !cursorShown) {
            writeRaw("\033[?25h");
            cursorShown = true;
        }
        byte[] body = frame.toByteArray();
        frame.reset();
        if (prefix.length + body.length > 0) {
            byte[] whole = new byte[prefix.length + body.length];
            System.arraycopy(prefix, 0, whole, 0, prefix.length);
            System.arraycopy(body, 0, whole, prefix.length, body.length);
            frames.accept(whole);
        }
    }

    private void updateCursorPosition() throws IOException {
        boolean known = presentColumn != UNKNOWN;
        boolean placeMatters = jumping && !placeCertain;
        jumping = false;
        if (known && !placeMatters && presentColumn == wantedColumn && presentRow == wantedRow) {
            return;
        }
        writeRaw(
                known && presentRow == wantedRow
                        ? "\033[" + (wantedColumn + 1) + "G"
                        : "\033[" + (wantedRow + 1) + ";" + (wantedColumn + 1) + "H");
        presentColumn = wantedColumn;
        presentRow = wantedRow;
        placeCertain = true;
    }

    private void updateStyle() throws IOException {
        boolean sameForeground = presentForeground.equals(wantedForeground);
        boolean sameBackground = presentBackground.equals(wantedBackground);
        if (sameForeground && sameBackground && presentEmphasis.equals(wantedEmphasis)) {
            return;
        }
        StringBuilder numbers = new StringBuilder();
        boolean fresh = !wantedEmphasis.containsAll(presentEmphasis) || isPlainWanted();
        if (fresh) {
            numbers.append(";");
        }
        for (SGR sgr : wantedEmphasis) {
            if (fresh || !presentEmphasis.contains(sgr)) {
                numbers.append(numberOf(sgr)).append(';');
            }
        }
        if (fresh ? wantedForeground != TextColor.ANSI.DEFAULT : !sameForeground) {
            numbers.append(asciiText(wantedForeground.getForegroundSGRSequence()))
                    .append(';');
        }
        if (fresh ? wantedBackground != TextColor.ANSI.DEFAULT : !sameBackground) {
            numbers.append(asciiText(wantedBackground.getBackgroundSGRSequence()))
                    .append(';');
        }
        numbers.setLength(numbers.length() - 1);
        writeRaw("\033[" + numbers + "m");
        presentEmphasis.clear();
        presentEmphasis.addAll(wantedEmphasis);
        presentForeground = wantedForeground;
        presentBackground = wantedBackground;
    }

    private boolean isPlainWanted() {
        return wantedEmphasis.isEmpty()
                && wantedForeground == TextColor.ANSI.DEFAULT
                && wantedBackground == TextColor.ANSI.DEFAULT;
    }

    private static int numberOf(SGR sgr) {
        return switch (sgr) {
            case BOLD -> 1;
            case ITALIC -> 3;
            case UNDERLINE -> 4;
            case BLINK -> 5;
            case REVERSE -> 7;
            case CROSSED_OUT -> 9;
            case FRAKTUR -> 20;
            case BORDERED -> 51;
            case CIRCLED -> 52;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String asciiText(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII);
    }
}
