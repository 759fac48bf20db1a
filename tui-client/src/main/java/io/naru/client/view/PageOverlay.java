package io.naru.client.view;

import io.naru.client.input.HelpPage;
import io.naru.client.input.HelpPage.HelpLine;
import io.naru.client.state.AppState;
import io.naru.client.state.DetailLine;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Overlay;
import io.naru.client.state.PeekPage;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * The help or the details: lines that can be scrolled, in two columns where the window is wide. It scrolls by lines; a
 * line may take several rows and is seen whole or not at all, except for one that is higher than the page.
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class PageOverlay {
    private static final int HELP_COLUMNS_MAX = 130;
    private static final int DETAILS_COLUMNS_MAX = 76;
    private static final int TWO_COLUMNS = 104;
    /** Of which less than {@value #TWO_COLUMNS} are inside of the frame. */
    private static final int PEEK_COLUMNS_MAX = 100;

    private static final int COLUMN_GAP = 3;
    /** What a long title leaves for what stands beside it. */
    private static final int PLACE_COLUMNS = 4;

    private final String title;
    private final Box frame;
    private final boolean hasFrame;
    private final Box inside;
    private final int pageColumns;
    private final int columnWidth;
    private final List<PageLine.Laid> lines;
    private final int top;

    private PageOverlay(Panes panes, String title, List<PageLine> all, int wantedTop, int columnsMax, boolean isLow) {
        this.title = title;
        Box room = panes.middle();
        hasFrame = panes.hasBorders() && room.rows() > 4;
        int edge = hasFrame ? 2 : 0;
        int width = Math.min(room.columns(), columnsMax);
        int insideColumns = Math.max(1, width - 2 * edge);
        pageColumns = insideColumns >= TWO_COLUMNS && !isLow ? 2 : 1;
        columnWidth = (insideColumns - (pageColumns - 1) * COLUMN_GAP) / pageColumns;
        lines = PageLine.laidOut(all, columnWidth);
        int needed = lines.stream().mapToInt(PageLine.Laid::rows).sum();
        int titleRows = hasFrame ? 2 : room.rows() > 1 ? 1 : 0;
        int rows = isLow ? Math.min(room.rows(), needed + titleRows) : room.rows();
        frame = new Box((room.columns() - width) / 2, room.row() + (isLow ? (room.rows() - rows) / 3 : 0), width, rows);
        inside = new Box(
                frame.column() + edge,
                frame.row() + Math.min(1, titleRows),
                insideColumns,
                Math.max(0, rows - titleRows));
        top = Math.max(0, Math.min(wantedTop, lines.size() - linesAtEnd()));
    }

    static PageOverlay help(Panes panes, AppState state, Overlay.Help help) {
        List<PageLine> lines = new ArrayList<>();
        for (HelpLine line : HelpPage.lines(state.link().role())) {
            lines.add(new PageLine(line.left(), line.text(), line.isHeading()));
        }
        return new PageOverlay(panes, "Help", lines, help.top(), HELP_COLUMNS_MAX, false);
    }

    static PageOverlay details(Panes panes, AppState state, Overlay.Details details) {
        List<PageLine> lines = new ArrayList<>();
        for (DetailLine line : DetailLines.of(state, details.subject())) {
            lines.add(new PageLine(line.label(), line.value().value(), false));
        }
        return new PageOverlay(panes, details.subject().title(), lines, details.top(), DETAILS_COLUMNS_MAX, true);
    }

    /** A look at a file; text stays in one column, as it was written. */
    static PageOverlay peek(Panes panes, AppState state, PeekPage page) {
        List<PageLine> lines = new ArrayList<>();
        for (SafeText line : page.lines(state.window().columns())) {
            lines.add(new PageLine("", line.value(), false));
        }
        int columns = Math.min(panes.middle().columns(), PEEK_COLUMNS_MAX) - PLACE_COLUMNS;
        String title = TextLayout.clipStart(page.title().value(), Math.max(1, columns));
        return new PageOverlay(panes, title, lines, page.top(), PEEK_COLUMNS_MAX, false);
    }

    /** How many lines to count as a page: as many as are seen from here, and from the last place to scroll to. */
    int pageLines() {
        return inside.isEmpty() ? 0 : Math.max(1, Math.min(linesFrom(top), linesAtEnd()));
    }

    /** Whether all of it is seen at once. */
    boolean isWhole() {
        return top == 0 && linesFrom(top) >= lines.size();
    }

    void draw(Canvas canvas) {
        Canvas box = canvas.region(frame);
        box.clear();
        int seen = linesFrom(top);
        boolean isWhole = isWhole();
        String place = isWhole ? "" : top + 1 + "-" + Math.min(lines.size(), top + seen) + " of " + lines.size();
        if (hasFrame) {
            box.frame(box.bounds(), box.style(Role.BORDER_FOCUSED));
            box.text(1, 0, " " + title + " ", Role.TITLE_FOCUSED);
            if (!isWhole) {
                box.textEndingAt(box.columns() - 2, box.rows() - 1, " " + place + " ", box.style(Role.MUTED));
            }
        } else if (frame.rows() > inside.rows()) {
            box.text(0, 0, title + "  " + place, Role.TITLE_FOCUSED);
        }
        drawLines(canvas.region(inside));
    }

    private void drawLines(Canvas page) {
        int index = top;
        for (int column = 0; column < pageColumns; column++) {
            int left = column * (columnWidth + COLUMN_GAP);
            Canvas part = page.region(new Box(left, 0, columnWidth, page.rows()));
            int end = column == pageColumns - 1 ? lines.size() : index + fitting(index);
            int last = Math.min(lines.size(), index + fitting(index));
            int row = 0;
            while (index < Math.min(end, last)) {
                lines.get(index).draw(part, row);
                row += lines.get(index).rows();
                index++;
            }
        }
    }

    private int linesFrom(int first) {
        int index = first;
        for (int column = 0; column < pageColumns; column++) {
            index += fitting(index);
        }
        return index - first;
    }

    /** How many lines fit into one column of the page from this one on; one at least, while there is one. */
    private int fitting(int first) {
        int rows = 0;
        int index = first;
        while (index < lines.size() && rows + lines.get(index).rows() <= inside.rows()) {
            rows += lines.get(index).rows();
            index++;
        }
        return Math.max(index - first, first < lines.size() ? 1 : 0);
    }

    /** How many lines are seen when the page is scrolled to its end. */
    private int linesAtEnd() {
        int first = lines.size();
        while (first > 0 && first - 1 + linesFrom(first - 1) >= lines.size()) {
            first--;
        }
        return lines.size() - first;
    }
}
