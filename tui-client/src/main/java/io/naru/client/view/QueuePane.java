package io.naru.client.view;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Quantities;
import io.naru.client.state.QueueRow;
import io.naru.client.state.Transfer;
import io.naru.client.state.TransferWords;
import io.naru.client.state.Transfers;
import java.util.ArrayList;
import java.util.List;

/**
 * The Queue window: every transfer, and at the bottom all of what the row of the selected one has no room for.
 *
 * <p>Threading: stateless.
 */
final class QueuePane {
    /** A smaller window shows items only. */
    private static final int ROWS_WITH_DETAIL = 6;

    private static final int ROWS_WITH_TWO_DETAILS = 12;

    private QueuePane() {}

    /** How many rows the filter and the words about the selected transfer take, of so many. */
    static int footerRows(AppState state, int rows) {
        return (state.transfers().filter().isActive() ? 1 : 0) + detailRows(rows);
    }

    private static int detailRows(int rows) {
        return rows >= ROWS_WITH_TWO_DETAILS ? 2 : rows >= ROWS_WITH_DETAIL ? 1 : 0;
    }

    static String title(AppState state, int columns) {
        Transfers transfers = state.transfers();
        String all = Quantities.count(transfers.all().size(), "transfer");
        long shown = transfers.visible().stream().filter(QueueRow::isWhole).count();
        String title = "Queue · " + (shown == transfers.all().size() ? all : shown + " of " + all);
        for (String word : words(transfers)) {
            if (TextLayout.columns(title + word) + 3 > columns) {
                break;
            }
            title += " · " + word;
        }
        return title;
    }

    /** What the title says beside the number, the most important first. */
    private static List<String> words(Transfers transfers) {
        List<String> words = new ArrayList<>();
        if (!transfers.marked().isEmpty()) {
            words.add(transfers.marked().size() + " marked");
        }
        if (transfers.order() != Transfers.Order.ADDED) {
            words.add("by " + transfers.order().word());
        }
        long down = transfers.octetsPerSecond(Direction.DOWNLOAD);
        long up = transfers.octetsPerSecond(Direction.UPLOAD);
        if (down > 0) {
            words.add("▼ " + Quantities.rate(down));
        }
        if (up > 0) {
            words.add("▲ " + Quantities.rate(up));
        }
        add(words, transfers.running(), "running");
        add(words, transfers.count(TransferState.FAILED), "failed");
        add(words, transfers.count(TransferState.PAUSED), "paused");
        return words;
    }

    private static void add(List<String> words, int count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }

    static void draw(AppState state, Canvas canvas) {
        Transfers transfers = state.transfers();
        boolean hasFocus = state.focus() == Focus.QUEUE;
        int footer = footerRows(state, canvas.rows());
        int rows = Math.max(0, canvas.rows() - footer);
        if (transfers.visible().isEmpty() && rows > 0) {
            String words = transfers.all().isEmpty()
                    ? "No transfers yet; " + KeyLine.keyOf(Action.DOWNLOAD) + " on a file downloads it."
                    : "nothing matches";
            ListFrame.say(canvas.region(new Box(0, 0, canvas.columns(), rows)), words, Role.MUTED);
        }
        ListRows.draw(canvas, rows, transfers.visible().size(), transfers.cursor(), hasFocus, (index, row) -> {
            QueueRow shown = transfers.visible().get(index);
            long id = shown.transfer().id();
            boolean isUnfolded = transfers.isUnfolded(shown.transfer());
            TransferRow.draw(canvas, row, shown, transfers.marked().contains(id), isUnfolded);
        });
        int details = detailRows(canvas.rows());
        if (details > 0) {
            transfers.selectedRow().ifPresent(selected -> drawDetail(canvas, rows, details, selected));
        }
        if (transfers.filter().isActive()) {
            ListRows.drawFilter(canvas, canvas.rows() - 1, transfers.filter(), hasFocus);
        }
    }

    private static void drawDetail(Canvas canvas, int row, int rows, QueueRow selected) {
        Transfer transfer = selected.transfer();
        String path = transfer.shownPath()
                + selected.file().map(file -> "/" + file.shownPath()).orElse("");
        String file = transfer.peer().name() + ":" + path;
        String why = selected.file()
                .map(Transfer.InsideFile::sentence)
                .orElse(transfer.sentence())
                .value();
        int columns = Math.max(0, canvas.columns() - 2);
        String about = about(transfer, columns);
        if (rows == 1) {
            String rest = about.isEmpty() ? file : about + " · " + file;
            String words = why.isEmpty() ? rest : why + "  " + rest;
            canvas.text(1, row, TextLayout.clipWithEllipsis(words, columns), Role.MUTED);
        } else {
            String first = why.isEmpty() ? file : why + "  " + file;
            canvas.text(1, row, TextLayout.clipWithEllipsis(first, columns), Role.MUTED);
            canvas.text(1, row + 1, TextLayout.clipWithEllipsis(about, columns), Role.MUTED);
        }
    }

    /** In a narrow window the shares of the sources are told without their ways. */
    private static String about(Transfer transfer, int columns) {
        String about = String.join(" · ", about(transfer, TransferWords.sources(transfer)));
        return TextLayout.columns(about) <= columns
                ? about
                : String.join(" · ", about(transfer, TransferWords.sourcesInShort(transfer)));
    }

    private static List<String> about(Transfer transfer, String sources) {
        List<String> about = new ArrayList<>();
        transfer.folder().ifPresent(inside -> about.add(TransferWords.inside(inside)));
        boolean areSharesKnown = transfer.parts().size() > 1;
        if (areSharesKnown) {
            about.add("from " + sources);
        }
        if (!transfer.way().isEmpty()) {
            about.add(TransferWords.way(transfer));
        }
        if (!areSharesKnown && transfer.sources().size() > 1) {
            about.add("from " + transfer.sources().size() + " users: " + sources);
        }
        if (transfer.priority() != 0) {
            about.add("priority " + (transfer.priority() > 0 ? "+" : "") + transfer.priority());
        }
        return about;
    }
}
