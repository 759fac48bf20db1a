package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers;
import java.util.Locale;

/**
 * The Queue window: every transfer, and at the bottom all of what the row of the selected one has no room for.
 *
 * <p>Threading: stateless.
 */
final class QueuePane {
    /** A smaller window shows items only. */
    private static final int ROWS_WITH_DETAIL = 6;

    private QueuePane() {}

    /** How many rows the filter and the words about the selected transfer take, of so many. */
    static int footerRows(AppState state, int rows) {
        return (state.transfers().filter().isActive() ? 1 : 0) + (rows >= ROWS_WITH_DETAIL ? 1 : 0);
    }

    static String title(AppState state) {
        Transfers transfers = state.transfers();
        String all = Quantities.count(transfers.all().size(), "transfer");
        String count = transfers.visible().size() == transfers.all().size()
                ? all
                : transfers.visible().size() + " of " + all;
        String order = transfers.order() == Transfers.Order.ADDED
                ? ""
                : " · by " + transfers.order().name().toLowerCase(Locale.ROOT);
        return "Queue · " + count + order;
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
            canvas.text(1, 0, TextLayout.clipWithEllipsis(words, canvas.columns() - 1), Role.MUTED);
        }
        ListRows.draw(
                canvas,
                rows,
                transfers.visible().size(),
                transfers.cursor(),
                hasFocus,
                (index, row) ->
                        TransferRow.draw(canvas, row, transfers.visible().get(index)));
        if (canvas.rows() >= ROWS_WITH_DETAIL) {
            transfers.selected().ifPresent(transfer -> drawDetail(canvas, rows, transfer));
        }
        if (transfers.filter().isActive()) {
            ListRows.drawFilter(canvas, canvas.rows() - 1, transfers.filter(), hasFocus);
        }
    }

    private static void drawDetail(Canvas canvas, int row, Transfer transfer) {
        String file = transfer.peer().name() + ":" + transfer.shownPath();
        String words = transfer.sentence().isEmpty() ? file : transfer.sentence() + "  " + file;
        canvas.text(1, row, TextLayout.clipWithEllipsis(words, canvas.columns() - 2), Role.MUTED);
    }
}
