package io.naru.common.chaos;

import io.naru.common.chaos.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one client's screen showed, against the histories: as kept, once, without holes, and level in the end. A client
 * that starts again may begin with what it showed before, but not behind the next message.
 *
 * <p>Threading: confined to one thread.
 */
final class ScreenCheck implements Noted.Handler {
    private final Diary diary;
    private final Histories histories;
    private final List<Violation> violations = new ArrayList<>();
    /** Of each room, in all runs: up to where everything was shown, or said not to be. */
    private final Map<String, Long> reached = new HashMap<>();
    /** Of each room, in this run alone. */
    private final Map<String, Long> onScreen = new HashMap<>();

    private final Set<String> entered = new HashSet<>();

    ScreenCheck(Diary diary, Histories histories) {
        this.diary = diary;
        this.histories = histories;
        diary.lines().forEach(line -> line.accept(this));
        entered.forEach(this::checkLevel);
    }

    List<Violation> violations() {
        return violations;
    }

    private String key(String room) {
        return Reading.key(diary.user(), room);
    }

    private void complain(Rule rule, String room, long seq, String words) {
        violations.add(new Violation(rule, diary.client(), key(room), seq, words));
    }

    private void checkLevel(String room) {
        long head = histories.head(key(room));
        long shown = onScreen.getOrDefault(room, 0L);
        if (shown < head) {
            complain(Rule.LEVEL, room, shown, "is the last that is shown, and the newest is " + head);
        }
    }

    @Override
    public void onStarted(Noted.Started line) {
        onScreen.clear();
        entered.clear();
    }

    @Override
    public void onShown(Noted.Shown line) {
        checkKept(line);
        step(line.room(), line.seq(), line.seq());
    }

    private void checkKept(Noted.Shown line) {
        Optional<Kept> kept = histories.at(key(line.room()), line.seq());
        Kept shown = new Kept(line.seq(), line.author(), line.id(), line.text());
        if (!kept.equals(Optional.of(shown))) {
            boolean isReceipt = line.isOwn() && !line.id().isEmpty();
            complain(
                    isReceipt ? Rule.RECEIPT_KEPT : Rule.SHOWN_AS_KEPT,
                    line.room(),
                    line.seq(),
                    "was shown as " + line.author() + ": " + Violation.quoted(line.text()) + " (" + line.id()
                            + "); kept is " + kept.map(Kept::toString).orElse("nothing"));
        }
    }

    @Override
    public void onGap(Noted.Gap line) {
        if (line.isGone() && !histories.isForgotten(key(line.room()), line.toSeq())) {
            complain(Rule.TRUE_MARKER, line.room(), line.toSeq(), "is said to be gone, and is kept");
        }
        step(line.room(), line.fromSeq(), line.toSeq());
    }

    /** Something is on the screen for these seqs: messages, or words that say that they aren't. */
    private void step(String room, long fromSeq, long toSeq) {
        Long before = onScreen.get(room);
        if (before != null && fromSeq <= before) {
            complain(Rule.SHOWN_ONCE, room, fromSeq, "comes behind " + before);
        } else if (before != null && fromSeq > before + 1) {
            complain(Rule.WITHOUT_HOLES, room, fromSeq, "follows on " + before);
        } else if (before == null && reached.containsKey(room) && fromSeq > reached.get(room) + 1) {
            complain(
                    Rule.WITHOUT_HOLES,
                    room,
                    fromSeq,
                    "is the first after a start, and before that the last was " + reached.get(room));
        }
        onScreen.merge(room, toSeq, Math::max);
        reached.merge(room, toSeq, Math::max);
    }

    @Override
    public void onLost(Noted.Lost line) {
        complain(Rule.NO_FALSE_ALARM, line.room(), 0, line.sentence());
        forget(line.room());
    }

    @Override
    public void onEntered(Noted.Entered line) {
        entered.add(line.room());
    }

    /** Who comes back to a room that was left begins anew there. */
    @Override
    public void onLeft(Noted.Left line) {
        entered.remove(line.room());
        forget(line.room());
    }

    private void forget(String room) {
        onScreen.remove(room);
        reached.remove(room);
    }

    @Override
    public void onSaid(Noted.Said line) {}

    @Override
    public void onResent(Noted.Resent line) {}

    @Override
    public void onPending(Noted.Pending line) {}

    @Override
    public void onRefused(Noted.Refused line) {}

    @Override
    public void onDropped(Noted.Dropped line) {}

    @Override
    public void onKilled(Noted.Killed line) {}
}
