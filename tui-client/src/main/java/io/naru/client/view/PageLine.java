package io.naru.client.view;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a page, such as the help: a term on the left and what it means beside it, wrapped. Where the term is too
 * long for its column, the meaning follows it in the same row if all of it fits, else it begins in the row below.
 *
 * @param term may be empty; then the meaning begins at the left
 * @param meaning may be empty
 * @param isHeading whether it stands above others
 */
record PageLine(String term, String meaning, boolean isHeading) {
    private static final int TERM_MIN = 8;
    private static final int TERM_MAX = 24;

    /** A line laid out: its rows, each drawn at its own column. */
    record Laid(PageLine line, int termColumns, boolean isShort, List<String> meaning) {
        /** How many rows it takes. */
        int rows() {
            return meaning.size() + (hasOwnRow() ? 1 : 0);
        }

        private boolean hasOwnRow() {
            return TextLayout.columns(line.term) > termColumns - 2 && !line.term.isEmpty() && !isShort;
        }

        void draw(Canvas canvas, int firstRow) {
            Role termRole = line.isHeading ? Role.TITLE_FOCUSED : Role.KEY;
            canvas.text(0, firstRow, TextLayout.clipWithEllipsis(line.term, canvas.columns()), termRole);
            int row = hasOwnRow() ? firstRow + 1 : firstRow;
            int term = TextLayout.columns(line.term) + 2;
            int column = line.term.isEmpty() ? 0 : isShort ? Math.max(termColumns, term) : termColumns;
            for (String text : meaning) {
                canvas.text(column, row++, text, line.isHeading ? Role.TITLE_FOCUSED : Role.TEXT);
            }
        }
    }

    /** Lays lines out in columns of that width; the terms of all get the same room. */
    static List<Laid> laidOut(List<PageLine> lines, int columns) {
        int longest = 0;
        for (PageLine line : lines) {
            longest = Math.max(longest, TextLayout.columns(line.term) + 2);
        }
        int termColumns = Math.min(longest, Math.max(TERM_MIN, Math.min(TERM_MAX, columns / 3)));
        List<Laid> laid = new ArrayList<>(lines.size());
        for (PageLine line : lines) {
            int width = columns - (line.term.isEmpty() ? 0 : termColumns);
            int whole = TextLayout.columns(line.term) + 2 + TextLayout.columns(line.meaning);
            laid.add(new Laid(line, termColumns, whole <= columns, TextLayout.wrap(line.meaning, width)));
        }
        return laid;
    }
}
