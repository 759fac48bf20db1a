package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.client.state.TransferWords;
import io.naru.common.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Map<String, OfferView> offers = new LinkedHashMap<>();
    private final Instant begun;
    private boolean hasFailed;

    PlainTransfers(PlainOutput output, Clock clock) {
        this.output = output;
        this.clock = clock;
        this.begun = clock.now();
    }

    /** All that are known, in the order of their numbers. */
    List<TransferView> all() {
        return List.copyOf(transfers.values());
    }

    /** What others offer and waits for an answer, in the order in which it came. */
    List<OfferView> offersToMe() {
        return List.copyOf(offers.values());
    }

    /** An offer has its answer. */
    void onAnswered(OfferView offer) {
        offers.remove(key(offer));
    }

    private static String key(OfferView offer) {
        return offer.peer().canonical() + " " + offer.id();
    }

    /** What is offered. */
    static String what(OfferView offer) {
        String more = offer.files() > 1 ? " and " + Quantities.count(offer.files() - 1L, "file") + " more" : "";
        return offer.name() + more + ", " + Quantities.octets(offer.octets());
    }

    /** A download was asked for; nothing is known of it yet. */
    void onAsked(long id) {
        asked.add(id);
    }

    @Override
    public void onOfferChanged(QueueEvent.OfferChanged event) {
        OfferView offer = event.offer();
        boolean isOpenToMe = !offer.isOwn() && offer.state() == OfferView.State.OPEN;
        boolean isNew = isOpenToMe && offers.put(key(offer), offer) == null;
        if (!offer.isOwn() && !isOpenToMe) {
            offers.remove(key(offer));
        }
        if (isNew) {
            output.happens(offer.peer() + " offers you " + what(offer) + "; /offers yes " + offers.size()
                    + " fetches it, /offers no " + offers.size() + " declines");
        } else if (!offer.sentence().isEmpty()) {
            output.happens(offer.sentence());
        } else if (offer.isOwn()) {
            output.happens("your offer of " + offer.name() + " to " + offer.peer() + " is "
                    + offer.state().name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void onOffersSaid(QueueEvent.OffersSaid event) {
        output.happens(event.sentence());
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

    void onChanged(EngineEvent.TransferChanged event) {
        TransferView now = event.transfer();
        asked.remove(now.id());
        TransferView before = transfers.put(now.id(), now);
        boolean isLeftOver = event.isRestored() && now.state().isEnded();
        boolean isNews = !isLeftOver && (before == null || before.state() != now.state());
        if (now.state() == TransferState.FAILED) {
            hasFailed |= now.direction() == TransferView.Direction.DOWNLOAD
                    && !now.added().isBefore(begun);
            if (isNews) {
                output.fails(what(now) + " failed: " + now.sentence());
                now.folder()
                        .ifPresent(inside ->
                                inside.failures().forEach(file -> output.entry(file.path() + ": " + file.sentence())));
            }
        } else if (isNews && now.state() == TransferState.DONE) {
            output.happens(what(now) + " is done: " + where(now) + Quantities.octets(now.doneOctets())
                    + inside(now)
                    + (now.sentence().isEmpty() ? "" : ". " + now.sentence()));
        } else if (isNews && now.state() == TransferState.RUNNING) {
            output.happens(what(now) + " begins" + way(now));
            toldNanos.put(now.id(), clock.nanos());
        } else if (isNews && isTold(now.state())) {
            output.happens(what(now) + ": " + TransferWords.of(now.state())
                    + (now.sentence().isEmpty() ? "" : ". " + now.sentence()));
        } else if (now.state() == TransferState.RUNNING
                && clock.nanos() - toldNanos.getOrDefault(now.id(), clock.nanos()) >= GAP_NANOS) {
            toldNanos.put(now.id(), clock.nanos());
            output.happens(what(now) + ": " + progress(now));
        }
    }

    /** States that last, or that somebody should know of; the others pass quickly. */
    private static boolean isTold(TransferState state) {
        return switch (state) {
            case CANCELLED, PAUSED, WAITING, RESTING, STALLED -> true;
            case QUEUED, ASKING, OFFERED, CONNECTING, RUNNING, DONE, FAILED, CHECKING, UNFOLDING -> false;
        };
    }

    private static String way(TransferView each) {
        return each.way().isEmpty() ? "" : ", " + each.way() + (each.isEncrypted() ? ", encrypted" : ", not encrypted");
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

    /**
     * Whether one is to be waited for: neither ended, nor left over from an earlier run, nor such as doesn't go on by
     * itself.
     */
    boolean areUnderWay() {
        return !asked.isEmpty() || transfers.values().stream().anyMatch(this::isUnderWay);
    }

    private boolean isUnderWay(TransferView each) {
        return !each.state().isEnded() && !isLeftAlone(each) && !each.added().isBefore(begun);
    }

    private static boolean isLeftAlone(TransferView each) {
        return each.state() == TransferState.PAUSED || each.state() == TransferState.WAITING;
    }

    /** Whether a download of this run stays for another one. */
    boolean areLeft() {
        return transfers.values().stream()
                .anyMatch(each -> isLeftAlone(each) && !each.added().isBefore(begun));
    }

    /** Whether a download failed. */
    boolean hasFailed() {
        return hasFailed;
    }

    private static String line(TransferView each) {
        String state =
                (each.state() == TransferState.RUNNING ? progress(each) : TransferWords.of(each.state())) + way(each);
        String sources = each.sources().size() > 1 ? ", from " + each.sources().size() + " users" : "";
        return what(each) + inside(each) + sources + ", " + state
                + (each.sentence().isEmpty() ? "" : ": " + each.sentence());
    }

    private static String inside(TransferView each) {
        return each.folder()
                .map(inside -> ", " + inside.filesDone() + " of " + Quantities.count(inside.files(), "file")
                        + (inside.filesFailed() == 0 ? "" : ", " + inside.filesFailed() + " failed"))
                .orElse("");
    }

    private static String what(TransferView each) {
        boolean isDownload = each.direction() == TransferView.Direction.DOWNLOAD;
        return (isDownload ? "download " : "upload ") + each.id() + " of "
                + Transfer.of(each).shownPath()
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
