package io.naru.client.view;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.client.state.TransferWords;
import io.naru.client.state.Transfers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The running transfers in a few rows, or in one line where there is no more room.
 *
 * <p>Threading: stateless.
 */
final class TransferStrip {
    private static final int NAME_COLUMNS_MIN = 14;

    private TransferStrip() {}

    /** Rates of both directions, and how many run. */
    static String title(AppState state) {
        Transfers transfers = state.transfers();
        String down = rate("▼", transfers.octetsPerSecond(Direction.DOWNLOAD));
        String up = rate("▲", transfers.octetsPerSecond(Direction.UPLOAD));
        int paused = transfers.count(TransferState.PAUSED);
        int waiting = transfers.count(TransferState.WAITING);
        return "Transfers" + down + up + " · " + transfers.running() + " of "
                + transfers.active().size() + counted(paused, "paused") + counted(waiting, "waiting") + offered(state);
    }

    private static String counted(int count, String word) {
        return count == 0 ? "" : " · " + count + " " + word;
    }

    private static String offered(AppState state) {
        return counted(state.offers().toMe().size(), "offered to you, " + KeyLine.keyOf(Action.GO_OFFERS));
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
            String offers = offered(state);
            return TextLayout.clipWithEllipsis(offers.isEmpty() ? "" : offers.substring(3), columns);
        }
        Transfer first = shown.get(0);
        String name = TransferRow.sign(first) + " " + fileName(first);
        int nameColumns = Math.min(NAME_COLUMNS_MIN, TextLayout.columns(name));
        String figures = "";
        for (String figure : figures(first, shown.size())) {
            if (TextLayout.columns(figures + figure) + nameColumns > columns) {
                break;
            }
            figures += figure;
        }
        return TextLayout.clipWithEllipsis(name, columns - TextLayout.columns(figures)) + figures;
    }

    /** Which way octets move, and how far the first transfer is; empty when nothing moves. */
    static Optional<String> briefly(AppState state) {
        return shown(state).stream()
                .findFirst()
                .filter(first -> first.state() == TransferState.RUNNING)
                .map(first -> TransferRow.sign(first)
                        + (first.percent().isPresent() ? " " + first.percent().getAsInt() + " %" : ""));
    }

    /** What there is to say of it, the most important first. */
    private static List<String> figures(Transfer transfer, int active) {
        List<String> figures = new ArrayList<>();
        if (transfer.state() == TransferState.RUNNING) {
            boolean isSizeKnown = transfer.percent().isPresent();
            figures.add("  " + (isSizeKnown ? transfer.percent().getAsInt() + " %" : octets(transfer)));
            figures.add("  " + Quantities.rate(transfer.octetsPerSecond()));
            transfer.timeLeft().ifPresent(left -> figures.add("  " + Quantities.span(left) + " left"));
        } else {
            figures.add("  " + TransferWords.of(transfer.state()));
        }
        if (active > 1) {
            figures.add("  · 1 of " + active);
        }
        return figures;
    }

    private static String octets(Transfer transfer) {
        return Quantities.octets(transfer.doneOctets());
    }

    private static String fileName(Transfer transfer) {
        String path = transfer.shownPath().value();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Those that move first, then those that will, the others in the order in which they were queued. */
    private static List<Transfer> shown(AppState state) {
        List<Transfer> shown = new ArrayList<>(state.transfers().active());
        shown.sort(Comparator.comparing((Transfer transfer) -> transfer.state() != TransferState.RUNNING)
                .thenComparing(transfer -> !transfer.isGoingOn()));
        return shown;
    }
}
