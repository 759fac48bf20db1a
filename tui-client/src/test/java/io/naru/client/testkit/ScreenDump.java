package io.naru.client.testkit;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.BasicTextImage;
import io.naru.client.view.Box;
import io.naru.client.view.Frame;
import io.naru.client.view.Painter;
import io.naru.client.view.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a painter drew, as text: one line a row, the second cell of a wide character left out, so that each line is as
 * wide as a terminal would show it.
 *
 * @param columns width of the screen
 * @param rows the rows, from the top, without blanks at their ends
 * @param styles for each row the runs of cells that aren't plain, such as {@code 3-7 bold cyan}
 * @param cursor the cell of the cursor, if it's shown
 */
public record ScreenDump(int columns, List<String> rows, List<String> styles, Optional<Box> cursor) {
    /** Draws one frame of that size with the dark theme. */
    public static ScreenDump render(int columns, int rows, Painter painter) {
        return render(columns, rows, Theme.dark(), painter);
    }

    /** Draws one frame of that size. */
    public static ScreenDump render(int columns, int rows, Theme theme, Painter painter) {
        BasicTextImage image = new BasicTextImage(new TerminalSize(columns, rows));
        Frame frame = new Frame();
        frame.paint(image.newTextGraphics(), theme, painter);
        List<String> texts = new ArrayList<>();
        List<String> styles = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            texts.add(textOf(image, row));
            styles.add(stylesOf(image, row));
        }
        return new ScreenDump(columns, texts, styles, frame.cursor());
    }

    /** All rows as one text, each ended by a line feed. */
    public String text() {
        return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    /** As {@link #text}, and below it the cursor and the styles of each row that has any. */
    public String textWithStyles() {
        StringBuilder dump = new StringBuilder(text());
        dump.append("-- cursor ")
                .append(cursor.map(cell -> cell.column() + "," + cell.row()).orElse("hidden"))
                .append('\n');
        for (int row = 0; row < styles.size(); row++) {
            if (!styles.get(row).isEmpty()) {
                dump.append("-- ")
                        .append(row)
                        .append(": ")
                        .append(styles.get(row))
                        .append('\n');
            }
        }
        return dump.toString();
    }

    private static String textOf(BasicTextImage image, int row) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        while (column < image.getSize().getColumns()) {
            TextCharacter cell = image.getCharacterAt(column, row);
            text.append(cell.getCharacterString());
            column += cell.isDoubleWidth() ? 2 : 1;
        }
        return text.toString().stripTrailing();
    }

    private static String stylesOf(BasicTextImage image, int row) {
        List<String> runs = new ArrayList<>();
        int start = 0;
        String style = "";
        for (int column = 0; column <= image.getSize().getColumns(); column++) {
            String next = column < image.getSize().getColumns() ? styleOf(image.getCharacterAt(column, row)) : "";
            if (!next.equals(style)) {
                if (!style.isEmpty()) {
                    runs.add(start + "-" + (column - 1) + style);
                }
                start = column;
                style = next;
            }
        }
        return String.join(", ", runs);
    }

    private static String styleOf(TextCharacter cell) {
        StringBuilder style = new StringBuilder();
        cell.getModifiers()
                .forEach(modifier -> style.append(' ').append(modifier.name().toLowerCase(Locale.ROOT)));
        if (cell.getForegroundColor() != TextColor.ANSI.DEFAULT) {
            style.append(' ').append(colourName(cell.getForegroundColor()));
        }
        return style.toString();
    }

    private static String colourName(TextColor colour) {
        return colour instanceof TextColor.ANSI ansi ? ansi.name().toLowerCase(Locale.ROOT) : colour.toString();
    }
}
