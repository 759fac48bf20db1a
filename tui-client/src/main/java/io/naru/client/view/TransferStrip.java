package io.naru.client.view;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.state.AppState;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The running transfers in a few rows, or in one line where there is no more room.
 *
 * <p>Threading: stateless.
 */
final class TransferStrip {
    private TransferStrip() {}

    /** Rates of both directions, and how many run. */
    static String title(AppState state) {
        Transfers transfers = state.transfers();
        String down = rate("▼", transfers.octetsPerSecond(Direction.DOWNLOAD));
        String up = rate("▲", transfers.octetsPerSecond(Direction.UPLOAD));
        return "Transfers" + down + up + " · " + transfers.running() + " of "
                + transfers.active().size();
    }

    private static String rate(String sign, long octetsPerSecond) {
        return octetsPerSecond == 0 ? "" : " · " + sign + " " + Quantities.rate(octetsPerSecond);
    }

    static void draw(AppState state, Canvas canvas) {
        List<Transfer> shown = shown(state);
        for (int row = 0; row < canvas.rows() && row < shown.size(); row++) {
            TransferRow.draw(canvas, row, shown.get(row));
        }
    }

    /** Everything in one line; empty when nothing goes on. */
    static String line(AppState state, int columns) {
        List<Transfer> shown = shown(state);
        if (shown.isEmpty()) {
            return "";
        }
        Transfer first = shown.get(0);
        boolean isRunning = first.state() == TransferState.RUNNING;
        String percent = first.percent().isPresent() ? "  " + first.percent().getAsInt() + " %" : "";
        String figures = isRunning ? percent + "  " + Quantities.rate(first.octetsPerSecond()) : "  waiting";
        String left = first.timeLeft()
                .map(span -> "  " + Quantities.span(span) + " left")
                .orElse("");
        String more = shown.size() > 1 ? "  · 1 of " + shown.size() : "";
        String sign = TransferRow.sign(first) + " ";
        String after = figures + left + more;
        int room = columns - TextLayout.columns(sign + after);
        if (room < 8) {
            after = figures;
            room = columns - TextLayout.columns(sign + after);
        }
        return sign + TextLayout.clipStart(fileName(first), Math.max(4, room)) + after;
    }

    private static String fileName(Transfer transfer) {
        String path = transfer.shownPath().value();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Those that move first, the others in the order in which they were queued. */
    private static List<Transfer> shown(AppState state) {
        List<Transfer> shown = new ArrayList<>(state.transfers().active());
        shown.sort(Comparator.comparing(transfer -> transfer.state() != TransferState.RUNNING));
        return shown;
    }
}
