package io.naru.client.plain;

import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.Quantities;
import io.naru.common.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Transfers as lines: one when something begins or ends, and one every ten seconds between.
 *
 * <p>Threading: one thread.
 */
final class PlainTransfers implements QueueEvent.Handler {
    private static final long GAP_NANOS = Duration.ofSeconds(10).toNanos();

    private final PlainOutput output;
    private final Clock clock;
    private final Map<Long, TransferView> transfers = new TreeMap<>();
    private final Map<Long, Long> toldNanos = new TreeMap<>();
    private final Set<Long> asked = new HashSet<>();
    private boolean hasFailed;

    PlainTransfers(PlainOutput output, Clock clock) {
        this.output = output;
        this.clock = clock;
    }

    /** A download was asked for; nothing is known of it yet. */
    void onAsked(long id) {
        asked.add(id);
    }

    @Override
    public void onOfferChanged(QueueEvent.OfferChanged event) {
        OfferView offer = event.offer();
        if (!offer.sentence().isEmpty()) {
            output.happens(offer.sentence());
        } else if (!offer.isOwn() && offer.state() == OfferView.State.OPEN) {
            output.happens(offer.peer() + " offers " + offer.name() + ", " + Quantities.count(offer.files(), "file")
                    + ", " + Quantities.octets(offer.octets()));
        }
    }

    /** What was kept has been told already. */
    @Override
    public void onQueueOpened(QueueEvent.QueueOpened event) {}

    @Override
    public void onQueueSaid(QueueEvent.QueueSaid event) {
        if (event.isHeld()) {
            output.happens(event.sentence());
        } else {
            output.fails(event.sentence());
        }
    }

    void onChanged(TransferView now) {
        asked.remove(now.id());
        TransferView before = transfers.put(now.id(), now);
        boolean isNews = before == null || before.state() != now.state();
        if (now.state() == TransferState.FAILED) {
            hasFailed |= now.direction() == TransferView.Direction.DOWNLOAD;
            if (isNews) {
                output.fails(what(now) + " failed: " + now.sentence());
            }
        } else if (isNews && now.state() == TransferState.DONE) {
            output.happens(what(now) + " is done: " + where(now) + Quantities.octets(now.doneOctets())
                    + (now.sentence().isEmpty() ? "" : ". " + now.sentence()));
        } else if (isNews && (now.state() == TransferState.CANCELLED || now.state() == TransferState.RUNNING)) {
            output.happens(what(now) + (now.state() == TransferState.RUNNING ? " begins" : " is cancelled"));
            toldNanos.put(now.id(), clock.nanos());
        } else if (now.state() == TransferState.RUNNING
                && clock.nanos() - toldNanos.getOrDefault(now.id(), clock.nanos()) >= GAP_NANOS) {
            toldNanos.put(now.id(), clock.nanos());
            output.happens(what(now) + ": " + progress(now));
        }
    }

    void onCleared(long id) {
        transfers.remove(id);
        toldNanos.remove(id);
    }

    /** All that are known. */
    void list() {
        output.happens(transfers.isEmpty() ? "no transfers" : Quantities.count(transfers.size(), "transfer"));
        transfers.values().forEach(each -> output.entry(line(each)));
    }

    /** Whether one hasn't ended. */
    boolean areUnderWay() {
        return !asked.isEmpty()
                || transfers.values().stream().anyMatch(each -> !each.state().isEnded());
    }

    /** Whether a download failed. */
    boolean hasFailed() {
        return hasFailed;
    }

    private static String line(TransferView each) {
        String state = each.state() == TransferState.RUNNING
                ? progress(each)
                : each.state().name().toLowerCase(Locale.ROOT);
        return what(each) + ", " + state + (each.sentence().isEmpty() ? "" : ": " + each.sentence());
    }

    private static String what(TransferView each) {
        boolean isDownload = each.direction() == TransferView.Direction.DOWNLOAD;
        return (isDownload ? "download " : "upload ") + each.id() + " of " + each.path()
                + (isDownload ? " from " : " to ") + each.peer();
    }

    private static String where(TransferView each) {
        boolean isDownload = each.direction() == TransferView.Direction.DOWNLOAD;
        return isDownload ? each.target().map(Path::toString).orElse("") + ", " : "";
    }

    private static String progress(TransferView each) {
        String moved = each.size().isPresent()
                ? Quantities.octets(each.doneOctets()) + " of "
                        + Quantities.octets(each.size().getAsLong())
                : Quantities.octets(each.doneOctets());
        return moved + ", " + Quantities.rate(each.octetsPerSecond());
    }
}
