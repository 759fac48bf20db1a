package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.OfferView;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.Quantities;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Users and files for people: what was asked for on one stream, and on the other what failed and, on a terminal, a line
 * that is drawn over again while something moves.
 *
 * <p>Threading: one thread.
 */
final class FileLines extends FileFormat {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final String NO_DATE = " ".repeat("uuuu-MM-dd HH:mm".length());
    private static final long GAP_NANOS = Duration.ofMillis(200).toNanos();
    private static final int BAR_CELLS = 20;
    /** Left free at the end of the line, for the cursor and the ^C of somebody who ends it. */
    private static final int ROOM_COLUMNS = 3;

    private final PrintWriter err;
    private final OptionalInt columns;
    private final ZoneId zone;
    private final Clock clock;
    private boolean isLineDrawn;
    private boolean hasDrawn;
    private long drawnNanos;

    FileLines(PrintWriter out, PrintWriter err, OptionalInt columns, ZoneId zone, Clock clock) {
        super(out);
        this.err = err;
        this.columns = columns;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    void person(EngineEvent.UserSeen seen) {
        print(PlainPeople.line(seen));
    }

    @Override
    void entry(UserName owner, String folder, RemoteEntry entry) {
        boolean isFolder = entry.kind() == EntryKind.FOLDER;
        String size = entry.size().isPresent() ? Quantities.octets(entry.size().getAsLong()) : "";
        String date = entry.modified().map(at -> DATE.format(at.atZone(zone))).orElse(NO_DATE);
        print(String.format(
                Locale.ROOT, "%9s  %s  %s", size, date, EscapedName.of(entry.name()) + (isFolder ? "/" : "")));
    }

    @Override
    void found(FoundFile file) {
        String size =
                file.octets().isPresent() ? Quantities.octets(file.octets().getAsLong()) : "";
        String blank = "";
        for (FoundFile.Source source : file.sources()) {
            boolean isFirst = source.equals(file.sources().get(0));
            print(String.format(
                    Locale.ROOT,
                    "%9s  %s",
                    isFirst ? size : blank,
                    source.owner() + ":" + EscapedName.of(source.path())));
        }
    }

    @Override
    void progress(Collection<TransferView> transfers) {
        long now = clock.nanos();
        if (columns.isEmpty() || hasDrawn && now - drawnNanos < GAP_NANOS) {
            return;
        }
        hasDrawn = true;
        drawnNanos = now;
        String line = line(transfers);
        int most = Math.max(1, columns.getAsInt() - ROOM_COLUMNS);
        err.print("\r" + (line.length() > most ? line.substring(0, most) : line) + "\u001b[K");
        err.flush();
        isLineDrawn = true;
    }

    /** Digits, signs and words of our own only, so each character takes one column. */
    private static String line(Collection<TransferView> transfers) {
        long done = 0;
        long total = 0;
        long rate = 0;
        long left = 0;
        boolean isTotalKnown = true;
        for (TransferView each : transfers) {
            done += each.doneOctets();
            total += each.size().orElse(0);
            rate += each.octetsPerSecond();
            left += each.state().isEnded() ? 0 : 1;
            isTotalKnown &= each.size().isPresent() || each.state().isEnded();
        }
        String count = transfers.size() == 1 ? "" : (transfers.size() - left) + " of " + transfers.size() + "  ";
        if (!isTotalKnown || total == 0) {
            return count + Quantities.octets(done) + "  " + Quantities.rate(rate);
        }
        int cells = (int) Math.min(BAR_CELLS, BAR_CELLS * done / total);
        String bar = "[" + "#".repeat(cells) + " ".repeat(BAR_CELLS - cells) + "]";
        String span = rate == 0 ? "" : "  " + Quantities.span(Duration.ofSeconds((total - done) / rate)) + " left";
        return count + bar + String.format(Locale.ROOT, " %3d %%  ", Math.min(100, 100 * done / total))
                + Quantities.octets(done) + " of " + Quantities.octets(total) + "  " + Quantities.rate(rate) + span;
    }

    @Override
    void ended(TransferView transfer) {
        boolean isDownload = transfer.direction() == TransferView.Direction.DOWNLOAD;
        if (transfer.state() == TransferState.DONE) {
            String where = transfer.target()
                    .filter(at -> isDownload)
                    .map(Object::toString)
                    .orElse(transfer.shownPath());
            String how = transfer.sentence().isEmpty() ? "" : "  " + transfer.sentence();
            print(EscapedName.of(where) + "  " + Quantities.octets(transfer.doneOctets())
                    + (isDownload ? "" : "  to " + transfer.peer()) + how);
        } else {
            transfer.folder().ifPresent(inside -> complain(transfer, inside));
            complain(transfer.peer() + ":" + transfer.shownPath() + ": "
                    + (transfer.sentence().isEmpty() ? "it was cancelled." : transfer.sentence()));
        }
    }

    /** A sentence for each file of a folder that can't be had; the folder's own may tell that of a single one. */
    private void complain(TransferView folder, TransferView.Inside inside) {
        for (TransferView.InsideFile file : inside.failures()) {
            if (inside.filesFailed() > 1 || !folder.sentence().endsWith(file.sentence())) {
                complain(folder.peer() + ":" + path(folder.path(), file.path()) + ": " + file.sentence());
            }
        }
        int more = inside.filesFailed() - inside.failures().size();
        if (more > 0) {
            complain(folder.peer() + ":" + folder.path() + ": " + Quantities.count(more, "more file")
                    + " can't be had, either.");
        }
    }

    @Override
    void missed(UserName owner, String path, Outcome outcome, String sentence) {
        complain(sentence);
    }

    @Override
    void offered(OfferView offer) {
        if (offer.state() == OfferView.State.OPEN) {
            remark("Waits for " + offer.peer() + " to accept.");
        }
    }

    @Override
    void shared(EngineEvent.ShareCounted counted) {
        remark("Sharing " + counted.described() + ": " + Quantities.count(counted.files(), "file") + ", "
                + Quantities.octets(counted.octets()) + ".");
    }

    @Override
    void remark(String sentence) {
        wipe();
        err.println(SafeText.line(sentence).value());
    }

    /** The terminal has put a ^C where the cursor was. */
    @Override
    void stopped(String sentence) {
        isLineDrawn |= columns.isPresent();
        remark(sentence);
    }

    private void complain(String sentence) {
        wipe();
        err.println("naru: " + SafeText.line(sentence).value());
    }

    private void print(String line) {
        wipe();
        out.println(SafeText.line(line).value());
    }

    private void wipe() {
        if (isLineDrawn) {
            err.print("\r\u001b[K");
            err.flush();
            isLineDrawn = false;
            hasDrawn = false;
        }
    }
}
