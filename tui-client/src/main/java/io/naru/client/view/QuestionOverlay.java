package io.naru.client.view;

import io.naru.client.state.Overlay;
import java.util.ArrayList;
import java.util.List;

/**
 * A question over the panes, answered by one of a few letters or by a line of text.
 *
 * <p>Threading: stateless.
 */
final class QuestionOverlay {
    private static final int COLUMNS_MAX = 66;
    private static final int COLUMNS_MIN = 44;
    private static final int DETAIL_ROWS_MAX = 8;

    private QuestionOverlay() {}

    static void drawConfirm(Panes panes, Overlay.Confirm confirm, Canvas canvas) {
        int columns = textColumns(panes);
        List<String> question = TextLayout.wrap(confirm.question().value(), columns);
        boolean isAcross = choicesColumns(confirm) <= columns;
        int choiceRows = isAcross ? 1 : confirm.choices().size();
        int room = textRows(panes) - question.size() - choiceRows;
        List<String> whole = detail(confirm, columns, DETAIL_ROWS_MAX);
        // Blank rows are the first to go where there isn't room for everything.
        int blanks = room >= whole.size() + 2 ? 1 : 0;
        List<String> detail = detail(confirm, columns, Math.min(DETAIL_ROWS_MAX, room - 2 * blanks));
        int rows = question.size() + (detail.isEmpty() ? 0 : detail.size() + blanks) + blanks + choiceRows;
        Canvas box = opened(panes, rows, canvas);
        int row = 0;
        // The answers are seen however small the window is.
        int rowsForText = Math.max(0, box.rows() - choiceRows);
        for (String line : question) {
            if (row < rowsForText) {
                box.text(0, row++, line, box.style(Role.TEXT).withBold());
            }
        }
        Role detailRole = confirm.purpose().isAboutText() ? Role.MUTED : Role.TEXT;
        row += detail.isEmpty() ? 0 : blanks;
        for (String line : detail) {
            if (row < rowsForText) {
                box.text(0, row++, line, detailRole);
            }
        }
        drawChoices(confirm, box, Math.max(0, box.rows() - choiceRows), isAcross);
    }

    private static int choicesColumns(Overlay.Confirm confirm) {
        int columns = 0;
        for (Overlay.Choice choice : confirm.choices()) {
            columns += TextLayout.columns(label(choice)) + 6;
        }
        return columns;
    }

    private static String label(Overlay.Choice choice) {
        return choice.letter() + " " + choice.label();
    }

    private static void drawChoices(Overlay.Confirm confirm, Canvas box, int firstRow, boolean isAcross) {
        int column = 0;
        int row = firstRow;
        for (int index = 0; index < confirm.choices().size(); index++) {
            Overlay.Choice choice = confirm.choices().get(index);
            boolean isSelected = index == confirm.selected();
            String shown = isSelected ? "[ " + label(choice) + " ]" : "  " + label(choice) + "  ";
            int end = box.text(column, row, shown, isSelected ? Role.SELECTED : Role.TEXT);
            if (!isSelected) {
                box.text(column + 2, row, Character.toString(choice.letter()), Role.KEY);
            }
            column = isAcross ? end + 2 : 0;
            row += isAcross ? 0 : 1;
        }
    }

    /** As many rows of it as there is room for; the last one says how many are missing. */
    private static List<String> detail(Overlay.Confirm confirm, int columns, int rowsMax) {
        String text = confirm.detail().value();
        if (text.isEmpty() || rowsMax <= 0) {
            return List.of();
        }
        List<String> rows = new ArrayList<>();
        // Of what the person pasted the beginning of each line will do; what we say is to be read.
        List<String> lines =
                confirm.purpose().isAboutText() ? List.of(text.split("\n", -1)) : TextLayout.wrap(text, columns);
        boolean isWhole = lines.size() <= rowsMax;
        int shown = isWhole ? lines.size() : rowsMax - 1;
        for (int index = 0; index < shown; index++) {
            rows.add(TextLayout.clipWithEllipsis(lines.get(index), columns));
        }
        if (!isWhole) {
            int missing = lines.size() - shown;
            rows.add("… and " + Amounts.count(missing) + (missing == 1 ? " line more" : " lines more"));
        }
        return rows;
    }

    static void drawPrompt(Panes panes, Overlay.Prompt prompt, Canvas canvas) {
        List<String> question = TextLayout.wrap(prompt.question().value(), textColumns(panes));
        Canvas box = opened(panes, question.size() + 1, canvas);
        int row = 0;
        for (String line : question) {
            if (row < box.rows() - 1) {
                box.text(0, row++, line, box.style(Role.TEXT).withBold());
            }
        }
        int column = box.text(0, row, "> ", Role.PROMPT);
        FieldLine.draw(box, column, row, box.columns() - column, prompt.field());
    }

    static void drawPassword(Panes panes, Overlay.PasswordPrompt prompt, Canvas canvas) {
        int columns = textColumns(panes);
        String asked = "Password of " + prompt.person().name() + " at " + prompt.relay() + ":";
        List<String> question = TextLayout.wrap(asked, columns);
        List<String> refusal =
                prompt.refusal().isEmpty() ? List.of() : TextLayout.wrap("! " + prompt.refusal(), columns);
        Canvas box = opened(panes, question.size() + refusal.size() + 1, canvas);
        int row = 0;
        int rowsForText = box.rows() - 1;
        for (String line : refusal) {
            if (row < rowsForText) {
                box.text(0, row++, line, Role.ERROR);
            }
        }
        for (String line : question) {
            if (row < rowsForText) {
                box.text(0, row++, line, box.style(Role.TEXT).withBold());
            }
        }
        int column = box.text(0, row, "> ", Role.PROMPT);
        int shown = Math.min(prompt.field().length(), Math.max(0, box.columns() - column - 1));
        box.cursor(box.text(column, row, "*".repeat(shown), Role.COMPOSER), row);
    }

    private static int textColumns(Panes panes) {
        int columns = panes.middle().columns();
        // Two frames side by side look like a fault: the question stands clear of the panes' frame, or lies over it.
        int frame = columns - 6 >= COLUMNS_MIN ? Math.min(COLUMNS_MAX, columns - 6) : columns;
        return panes.hasBorders() ? frame - 4 : columns;
    }

    private static int textRows(Panes panes) {
        return panes.middle().rows() - (panes.hasBorders() ? 2 : 0);
    }

    /** Makes room for so many rows of text, or all that there are; gives the canvas inside of the frame. */
    private static Canvas opened(Panes panes, int wantedRows, Canvas canvas) {
        Box room = panes.middle();
        if (!panes.hasBorders()) {
            int rows = Math.min(room.rows(), wantedRows);
            Canvas box = canvas.region(new Box(0, room.endRow() - rows, room.columns(), rows));
            box.clear();
            return box;
        }
        int columns = textColumns(panes) + 4;
        int rows = Math.min(room.rows(), wantedRows + 2);
        Canvas box = canvas.region(
                new Box((room.columns() - columns) / 2, room.row() + (room.rows() - rows) / 2, columns, rows));
        box.clear();
        box.frame(box.bounds(), box.style(Role.BORDER_FOCUSED));
        return box.region(new Box(2, 1, columns - 4, rows - 2));
    }
}
