package io.naru.common.chaos;

import io.naru.common.chaos.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of all that one client said: it is kept, in its order, or the client's screen said that it isn't.
 *
 * <p>Threading: confined to one thread.
 */
final class FateCheck implements Noted.Handler {
    /** What is said so shortly before a program is killed may not have reached its disk. */
    static final long GRACE_MILLIS = 1_000;

    private final Diary diary;
    private final Histories histories;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Fate> fates = new LinkedHashMap<>();

    private enum Report {
        NONE,
        WAITS,
        HELD,
        REFUSED,
        DROPPED,
        KILLED_AT_ONCE
    }

    private static final class Fate {
        private final Noted.Said said;
        private Report report = Report.NONE;
        private String sentence = "";
        private boolean hasReceipt;
        /** Whether it was sent again by hand, which may take it out of its order. */
        private boolean isMoved;

        private Fate(Noted.Said said) {
            this.said = said;
        }
    }

    FateCheck(Diary diary, Histories histories) {
        this.diary = diary;
        this.histories = histories;
        diary.lines().forEach(line -> line.accept(this));
        fates.values().forEach(this::checkFate);
        checkOrder();
    }

    List<Violation> violations() {
        return violations;
    }

    private void complain(Rule rule, Fate fate, long seq, String words) {
        violations.add(new Violation(
                rule,
                diary.client(),
                Reading.key(diary.user(), fate.said.room()),
                seq,
                Violation.quoted(fate.said.text()) + " (" + fate.said.id() + ") " + words));
    }

    private void checkFate(Fate fate) {
        Optional<Histories.Place> place = histories.place(diary.user(), fate.said.id());
        if (place.isPresent()) {
            boolean isDenied = !fate.hasReceipt && fate.report == Report.REFUSED;
            if (isDenied) {
                complain(Rule.REPORTED_TRULY, fate, place.get().seq(), "was reported as not sent: " + fate.sentence);
            }
            return;
        }
        if (fate.hasReceipt) {
            complain(Rule.RECEIPT_KEPT, fate, 0, "had a receipt and isn't kept");
        } else if (fate.report == Report.NONE || fate.report == Report.WAITS) {
            complain(
                    Rule.ACCOUNTED_FOR,
                    fate,
                    0,
                    fate.report == Report.WAITS
                            ? "still waits to be sent"
                            : "isn't kept, and nobody said that it wasn't sent");
        }
    }

    private void checkOrder() {
        Map<String, Long> last = new HashMap<>();
        for (Fate fate : fates.values()) {
            Optional<Histories.Place> place = histories.place(diary.user(), fate.said.id());
            if (place.isEmpty() || fate.isMoved) {
                continue;
            }
            long before = last.getOrDefault(place.get().room(), 0L);
            if (place.get().seq() < before) {
                complain(Rule.AUTHORS_ORDER, fate, place.get().seq(), "stands before what was said earlier, " + before);
            }
            last.merge(place.get().room(), place.get().seq(), Math::max);
        }
    }

    private void report(String id, Report report, String sentence) {
        Fate fate = fates.get(id);
        if (fate != null) {
            fate.report = report;
            fate.sentence = sentence;
        }
    }

    @Override
    public void onSaid(Noted.Said line) {
        fates.put(line.id(), new Fate(line));
    }

    @Override
    public void onResent(Noted.Resent line) {
        Fate fate = fates.get(line.id());
        if (fate != null) {
            fate.isMoved = true;
            fate.report = Report.WAITS;
        }
    }

    @Override
    public void onShown(Noted.Shown line) {
        Fate fate = line.isOwn() ? fates.get(line.id()) : null;
        if (fate != null) {
            fate.hasReceipt = true;
        }
    }

    @Override
    public void onPending(Noted.Pending line) {
        report(line.id(), line.isHeld() ? Report.HELD : Report.WAITS, "");
    }

    @Override
    public void onRefused(Noted.Refused line) {
        report(line.id(), Report.REFUSED, line.sentence());
    }

    @Override
    public void onDropped(Noted.Dropped line) {
        report(line.id(), Report.DROPPED, "");
    }

    @Override
    public void onKilled(Noted.Killed line) {
        for (Fate fate : fates.values()) {
            boolean isYoung = line.atMillis() - fate.said.atMillis() <= GRACE_MILLIS;
            if (isYoung && fate.report == Report.NONE) {
                fate.report = Report.KILLED_AT_ONCE;
            }
        }
    }

    @Override
    public void onStarted(Noted.Started line) {}

    @Override
    public void onGap(Noted.Gap line) {}

    @Override
    public void onLost(Noted.Lost line) {}

    @Override
    public void onEntered(Noted.Entered line) {}

    @Override
    public void onLeft(Noted.Left line) {}
}
