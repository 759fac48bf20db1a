package io.naru.client.view;

import io.naru.client.event.TransferState;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;

/**
 * One transfer in one row: which way, with whom, which file, and how it stands. What is running has its figures, in
 * columns; anything else has words in their place.
 *
 * <pre>
 *   ▼ bob       data/big.bin     █████▌░░░░   52 %   4.1 of 8.0 GB   11.2 MB/s    5:48 left  direct
 *   ▲ carol     notes.txt        waiting for them to connect
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
    private static final int WAY = 18;
    private static final int NAME_MAX = 10;
    private static final int PATH_MAX = 60;
    private static final int WIDE = 100;

    private final Canvas canvas;
    private final int row;
    private int column;

    private TransferRow(Canvas canvas, int row) {
        this.canvas = canvas;
        this.row = row;
    }

    static void draw(Canvas canvas, int row, Transfer transfer) {
        new TransferRow(canvas, row).draw(transfer);
    }

    /** The sign of its direction. */
    static String sign(Transfer transfer) {
        return transfer.isDownload() ? "▼" : "▲";
    }

    private void draw(Transfer transfer) {
        canvas.text(1, row, sign(transfer), transfer.isActive() ? Role.ACCENT : Role.MUTED);
        column = 3;
        int columns = canvas.columns() - column - 1;
        // The figures get what a name and a readable part of the path leave, and no more than they need.
        int figures = Math.min(
                PERCENT + BAR + OCTETS + RATE + LEFT + WAY + 2, columns >= WIDE ? columns * 2 / 3 : columns * 3 / 5);
        int nameColumns = columns >= 60 ? NAME_MAX : 0;
        int room = columns - figures - (nameColumns > 0 ? nameColumns + 1 : 0) - 1;
        int pathColumns = Math.min(PATH_MAX, room);
        if (nameColumns > 0) {
            String name = TextLayout.clipWithEllipsis(transfer.peer().name().value(), nameColumns);
            canvas.text(
                    column,
                    row,
                    name,
                    canvas.theme().nameStyle(transfer.peer().user().canonical()));
            column += nameColumns + 1;
        }
        canvas.text(column, row, TextLayout.clipStart(transfer.shownPath().value(), pathColumns), Role.TEXT);
        column += pathColumns + 1;
        if (transfer.state() == TransferState.RUNNING) {
            drawFigures(transfer, figures);
        } else {
            drawWords(transfer, figures);
        }
    }

    private void drawWords(Transfer transfer, int columns) {
        boolean hasSentence = !transfer.sentence().isEmpty();
        String words = DetailLines.words(transfer.state()) + (hasSentence ? ": " + transfer.sentence() : "");
        if (transfer.state() == TransferState.DONE && transfer.size().isPresent()) {
            words += ", " + Quantities.octets(transfer.size().getAsLong());
        }
        canvas.text(column, row, TextLayout.clipWithEllipsis(words, columns), role(transfer.state()));
    }

    private static Role role(TransferState state) {
        return switch (state) {
            case FAILED -> Role.ERROR;
            case DONE -> Role.GOOD;
            case QUEUED, CANCELLED, PAUSED, WAITING, RESTING -> Role.MUTED;
            case ASKING, OFFERED, CONNECTING, RUNNING, CHECKING, UNFOLDING, STALLED -> Role.TEXT;
        };
    }

    /** From the most to the least needed: share, rate, time left, bar, octets, way; shown in the order of reading. */
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
        boolean hasBar = left >= BAR / 2;
        int bar = hasBar ? Math.min(BAR, left) : 0;
        left -= bar;
        boolean hasOctets = left >= OCTETS;
        left -= hasOctets ? OCTETS : 0;
        drawBar(transfer, bar);
        right(transfer.percent().getAsInt() + " %", PERCENT, columns >= PERCENT);
        right(Amounts.progress(transfer.doneOctets(), transfer.size().orElse(0)), OCTETS, hasOctets);
        right(Quantities.rate(transfer.octetsPerSecond()), RATE, hasRate);
        right(transfer.timeLeft().map(span -> Quantities.span(span) + " left").orElse(""), LEFT, hasLeft);
        drawWay(transfer, left);
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
        String way = transfer.way() + (transfer.isEncrypted() ? ", encrypted" : "");
        if (TextLayout.columns(way) + 2 <= columns) {
            canvas.text(column + 2, row, way, Role.MUTED);
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
