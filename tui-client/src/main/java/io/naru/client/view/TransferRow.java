package io.naru.client.view;

import io.naru.client.event.TransferState;
import io.naru.client.state.Quantities;
import io.naru.client.state.QueueRow;
import io.naru.client.state.Transfer;
import io.naru.client.state.TransferWords;

/**
 * One transfer in one row: which way, with whom, which file, and how it stands. What is running has its figures, in
 * columns; anything else has a sign and words in their place. Below a folder that is unfolded its files stand, indented.
 *
 * <pre>
 *   ▼ bob       data/big.bin     █████▌░░░░   52 %   4.1 of 8.0 GB   11.2 MB/s    5:48 left  direct, encrypted
 *   ▼ bob       ▾ photos/        ██▌░░░░░░░   25 %   1.0 of 4.0 GB   11.2 MB/s    5:48 left  direct, encrypted
 *       ▶ sea.jpg                52 %   4.1 of 8.0 MB
 *   ▲ carol     notes.txt        ◇ waiting for them to connect
 *   |!          a connection that isn't encrypted; * before all of it: marked
 * </pre>
 *
 * <p>Threading: stateless.
 */
final class TransferRow {
    private static final int PERCENT = 5;
    private static final int BAR = 20;
    private static final int OCTETS = 18;
    private static final int RATE = 12;
    private static final int LEFT = 14;
    private static final int WAY = 23;
    private static final int NAME_MAX = 10;
    private static final int PATH_MAX = 60;
    private static final int PATH_WIDE_MIN = 20;
    private static final int WIDE = 100;
    private static final int INDENT = 5;

    private final Canvas canvas;
    private final int row;
    private int column;

    private TransferRow(Canvas canvas, int row) {
        this.canvas = canvas;
        this.row = row;
    }

    /** A transfer as the strip has it. */
    static void draw(Canvas canvas, int row, Transfer transfer) {
        new TransferRow(canvas, row).draw(transfer, "");
    }

    /** A row of the Queue window. */
    static void draw(Canvas canvas, int row, QueueRow shown, boolean isMarked, boolean isUnfolded) {
        TransferRow drawn = new TransferRow(canvas, row);
        if (shown.isWhole()) {
            drawn.draw(shown.transfer(), shown.transfer().isFolder() ? isUnfolded ? "▾ " : "▸ " : "");
            if (isMarked) {
                canvas.text(0, row, "*", Role.MARKED);
            }
        } else if (shown.isMore()) {
            int more = shown.transfer().folder().map(Transfer.Inside::more).orElse(0);
            String words = "… and " + Amounts.count(more) + (more == 1 ? " file more" : " files more");
            canvas.text(INDENT, row, TextLayout.clipWithEllipsis(words, canvas.columns() - INDENT - 1), Role.MUTED);
        } else {
            drawn.drawInside(shown.file().orElseThrow());
        }
    }

    /** The sign of its direction. */
    static String sign(Transfer transfer) {
        return transfer.isDownload() ? "▼" : "▲";
    }

    private void draw(Transfer transfer, String fold) {
        canvas.text(1, row, sign(transfer), transfer.isActive() ? Role.ACCENT : Role.MUTED);
        boolean isExposed = !transfer.way().isEmpty() && !transfer.isEncrypted() && transfer.isActive();
        if (isExposed) {
            canvas.text(2, row, "!", Role.WARNING);
        }
        column = 3;
        int columns = canvas.columns() - column - 1;
        int nameColumns = columns >= 60 ? NAME_MAX : 0;
        int named = nameColumns > 0 ? nameColumns + 1 : 0;
        // The figures get what a name and a readable part of the path leave, and no more than they need.
        int figures = Math.min(
                PERCENT + BAR + OCTETS + RATE + LEFT + WAY,
                columns >= WIDE ? columns - named - PATH_WIDE_MIN - 1 : columns * 3 / 5);
        int pathColumns = Math.min(PATH_MAX, columns - figures - named - 1);
        if (nameColumns > 0) {
            String name = TextLayout.clipWithEllipsis(transfer.peer().name().value(), nameColumns);
            canvas.text(
                    column,
                    row,
                    name,
                    canvas.theme().nameStyle(transfer.peer().user().canonical()));
            column += named;
        }
        drawPath(transfer, fold, pathColumns);
        column += pathColumns + 1;
        if (transfer.state() == TransferState.RUNNING) {
            drawFigures(transfer, figures);
        } else {
            drawWords(words(transfer), transfer.state(), figures);
        }
    }

    private void drawPath(Transfer transfer, String fold, int columns) {
        int at = fold.isEmpty() ? column : canvas.text(column, row, TextLayout.clip(fold, columns), Role.ACCENT);
        String path = transfer.shownPath() + (transfer.isFolder() ? "/" : "");
        Role role = transfer.isFolder() ? Role.FOLDER : Role.TEXT;
        canvas.text(at, row, TextLayout.clipStart(path, Math.max(0, columns - (at - column))), role);
    }

    private static String words(Transfer transfer) {
        String words = TransferWords.of(transfer.state());
        if (transfer.state() == TransferState.DONE && transfer.size().isPresent()) {
            words += ", " + Quantities.octets(transfer.size().getAsLong());
        }
        if (transfer.folder().filter(inside -> inside.files() > 0).isPresent()) {
            words += ", " + TransferWords.inside(transfer.folder().get());
        }
        return transfer.sentence().isEmpty() ? words : words + ": " + transfer.sentence();
    }

    private void drawWords(String words, TransferState state, int columns) {
        String shown = TransferWords.sign(state) + " " + words;
        canvas.text(column, row, TextLayout.clipWithEllipsis(shown, columns), role(state));
    }

    private static Role role(TransferState state) {
        return switch (state) {
            case FAILED -> Role.ERROR;
            case DONE -> Role.GOOD;
            case STALLED -> Role.WARNING;
            case QUEUED, CANCELLED, PAUSED, WAITING, RESTING -> Role.MUTED;
            case ASKING, OFFERED, CONNECTING, RUNNING, CHECKING, UNFOLDING -> Role.TEXT;
        };
    }

    private void drawInside(Transfer.InsideFile file) {
        int columns = Math.max(0, canvas.columns() - INDENT - 3);
        int pathColumns = Math.min(PATH_MAX, columns / 2);
        canvas.text(INDENT, row, TransferWords.sign(file.state()), role(file.state()));
        canvas.text(INDENT + 2, row, TextLayout.clipStart(file.shownPath().value(), pathColumns), Role.TEXT);
        column = INDENT + 3 + pathColumns;
        String words = TransferWords.of(file.state());
        if (file.state() == TransferState.RUNNING && file.octets().isPresent()) {
            words = Transfer.percent(file.doneOctets(), file.octets()).orElse(0) + " %  "
                    + Amounts.progress(file.doneOctets(), file.octets().getAsLong());
        }
        String whole = file.sentence().isEmpty() ? words : words + ": " + file.sentence();
        canvas.text(
                column,
                row,
                TextLayout.clipWithEllipsis(whole, Math.max(0, canvas.columns() - column - 1)),
                role(file.state()));
    }

    /** From the most to the least needed: share, rate, time left, way, octets, bar; shown in the order of reading. */
    private void drawFigures(Transfer transfer, int columns) {
        if (transfer.percent().isEmpty()) {
            drawFiguresWithoutSize(transfer, columns);
            return;
        }
        int left = columns - PERCENT;
        boolean hasRate = left >= RATE;
        left -= hasRate ? RATE : 0;
        boolean hasLeft = left >= LEFT;
        left -= hasLeft ? LEFT : 0;
        boolean hasWay = left >= WAY;
        left -= hasWay ? WAY : 0;
        boolean hasOctets = left >= OCTETS + BAR / 2;
        left -= hasOctets ? OCTETS : 0;
        int bar = left >= BAR / 2 ? Math.min(BAR, left) : 0;
        drawBar(transfer, bar);
        right(transfer.percent().getAsInt() + " %", PERCENT, columns >= PERCENT);
        right(Amounts.progress(transfer.doneOctets(), transfer.size().orElse(0)), OCTETS, hasOctets);
        right(Quantities.rate(transfer.octetsPerSecond()), RATE, hasRate);
        right(transfer.timeLeft().map(span -> Quantities.span(span) + " left").orElse(""), LEFT, hasLeft);
        drawWay(transfer, hasWay ? WAY : 0);
    }

    /** An owner of the original system doesn't tell how long a file is. */
    private void drawFiguresWithoutSize(Transfer transfer, int columns) {
        int octets = Math.min(RATE, columns);
        boolean hasRate = columns - octets >= RATE;
        right(Quantities.octets(transfer.doneOctets()), octets, true);
        right(Quantities.rate(transfer.octetsPerSecond()), RATE, hasRate);
        drawWay(transfer, columns - octets - (hasRate ? RATE : 0));
    }

    private void drawWay(Transfer transfer, int columns) {
        String way = TransferWords.way(transfer);
        if (columns >= WAY || TextLayout.columns(way) + 2 <= columns) {
            Role role = transfer.isEncrypted() ? Role.MUTED : Role.WARNING;
            canvas.text(column + 2, row, TextLayout.clipWithEllipsis(way, columns - 2), role);
        }
    }

    private void drawBar(Transfer transfer, int columns) {
        if (columns == 0) {
            return;
        }
        int width = columns - 1;
        int halves = transfer.percent().getAsInt() * width * 2 / 100;
        String done = "█".repeat(halves / 2) + (halves % 2 == 1 ? "▌" : "");
        int end = canvas.text(column, row, done, Role.PROGRESS_DONE);
        canvas.text(end, row, "░".repeat(width - (halves + 1) / 2), Role.PROGRESS_REST);
        column += columns;
    }

    private void right(String text, int columns, boolean isShown) {
        if (isShown) {
            canvas.text(column, row, TextLayout.fitRight(text, columns), Role.TEXT);
            column += columns;
        }
    }
}
