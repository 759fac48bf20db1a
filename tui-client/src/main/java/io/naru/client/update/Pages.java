package io.naru.client.update;

import io.naru.client.event.RoomEvent;
import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.client.state.Line;
import io.naru.client.state.Reach;
import io.naru.client.state.Reach.Hole;
import io.naru.client.state.Room;
import io.naru.client.state.Scroll;
import io.naru.client.state.Scrollback;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts a page of a room's history where it belongs among the lines, so that nothing that is shown moves.
 *
 * <p>Threading: made for one event.
 */
final class Pages {
    private final Turn turn;
    private final RoomName name;
    private final List<PastMessage> messages;
    private final boolean hasOlder;
    private final boolean hasNewer;

    Pages(Turn turn, RoomEvent.Past event) {
        this.turn = turn;
        name = event.room();
        messages = event.messages();
        hasOlder = event.hasOlder();
        hasNewer = event.hasNewer();
    }

    /** For a room that is known to begin with its first line. */
    Pages(Turn turn, Room room) {
        this.turn = turn;
        name = room.id();
        messages = List.of();
        hasOlder = false;
        hasNewer = true;
    }

    private Room room() {
        return turn.room(name).orElseThrow();
    }

    /** Before all lines. */
    void older() {
        Room room = room();
        long first = room.firstSeq();
        List<PastMessage> page = between(0, first > 0 ? first - 1 : Long.MAX_VALUE);
        long newFirst = page.isEmpty() ? first : page.get(0).seq();
        List<Line> lines = lines(page);
        Scrollback kept = room.lines();
        if (!lines.isEmpty() && !kept.isEmpty()) {
            ChatLines.newDay(turn.now, lines.get(lines.size() - 1), kept.get(kept.first()))
                    .ifPresent(lines::add);
        }
        if (!hasOlder) {
            lines.add(0, beginning(newFirst, lines.isEmpty() ? kept : Scrollback.EMPTY.append(lines.get(0))));
        }
        Room longer = room.spliced(kept.first(), kept.first(), lines);
        longer = longer.withReach(longer.reach().begins(longer.lines().first(), newFirst, hasOlder));
        turn.room(withNewLineFound(cut(longer)));
    }

    /** Says that the first line is the first there ever was. */
    void begin() {
        older();
    }

    private Line beginning(long first, Scrollback before) {
        String sentence = first > 1
                ? "What was said before isn't kept any more."
                : name.isDirect()
                        ? "Here begins what you and " + name.display().substring(1) + " say to each other."
                        : name.display() + " begins here.";
        var time = before.isEmpty()
                ? turn.now.instant()
                : before.get(before.first()).time();
        return Line.of(Line.Kind.MARK, time, SafeText.line(sentence));
    }

    /** Where so many lines can't be kept, the newest ones are let go: whoever loads older ones isn't looking at those. */
    private Room cut(Room room) {
        int excess = room.lines().excess();
        if (excess == 0) {
            return room;
        }
        Room detached = room.withReach(room.reach().detached(true, 0));
        Room shorter = detached.withLines(
                detached.lines().withoutNewest(detached.lines().excess()));
        return shorter.withReach(shorter.reach().detached(true, shorter.lastSeq()));
    }

    /** Into a hole between lines, from its end back. */
    void intoHole(long toSeq) {
        Room room = room();
        Optional<Hole> found = room.reach().holes().stream()
                .filter(hole -> hole.toSeq() == toSeq)
                .findFirst();
        if (found.isEmpty() || !room.lines().has(found.get().line())) {
            return;
        }
        Hole hole = found.get();
        List<PastMessage> page = between(hole.fromSeq(), toSeq);
        long left = page.isEmpty() ? hole.fromSeq() - 1 : page.get(0).seq() - 1;
        boolean isClosed = left < hole.fromSeq();
        List<Line> lines = lines(page);
        if (!isClosed) {
            String sentence = hasOlder ? missing(hole.fromSeq(), left) : gone(hole.fromSeq(), left);
            lines.add(0, Line.of(Line.Kind.MARK, room.lines().get(hole.line()).time(), SafeText.line(sentence)));
        }
        Room filled = room.spliced(hole.line(), hole.line() + 1, lines);
        if (!isClosed && hasOlder) {
            List<Hole> holes = new ArrayList<>(filled.reach().holes());
            holes.add(new Hole(hole.line() + 1 - lines.size(), hole.fromSeq(), left));
            holes.sort(Comparator.comparingLong(Hole::line));
            filled = filled.withReach(filled.reach().withHoles(holes));
        }
        // Who has the hole in sight comes from below, and what stands below it doesn't move.
        boolean isSeen = !room.scroll().isAtBottom()
                && room.scroll().topLine() < hole.line()
                && hole.line() < room.scroll().topLine() + turn.sizes().chatRows();
        turn.room(withNewLineFound(cut(isSeen ? filled.withScroll(room.scroll()) : filled)));
    }

    /** What stands in place of messages that can be loaded. */
    static String missing(long from, long to) {
        return count(from, to) + " not shown; scroll up to here and they are loaded.";
    }

    /** What stands in place of messages that can't. */
    static String gone(long from, long to) {
        return count(from, to) + " missing here: the relay doesn't keep them any more.";
    }

    private static String count(long from, long to) {
        long count = to - from + 1;
        return count == 1 ? "1 message is" : String.format(java.util.Locale.ROOT, "%,d messages are", count);
    }

    /** Behind the lines, which don't reach to the newest message yet. */
    void newer() {
        Room room = room();
        List<PastMessage> page = between(room.reach().endSeq() + 1, Long.MAX_VALUE);
        long next = room.reach().endSeq() + 1;
        long first = page.isEmpty() ? next : page.get(0).seq();
        List<Line> more = lines(page);
        if (first > next) {
            // A page of long texts is cut by the relay at its older end.
            String sentence = hasOlder ? missing(next, first - 1) : gone(next, first - 1);
            more.add(0, Line.of(Line.Kind.MARK, page.get(0).time(), SafeText.line(sentence)));
        }
        Scrollback lines = room.settled();
        OptionalLong mark = OptionalLong.empty();
        for (Line line : more) {
            lines = ChatLines.withDay(turn.now, lines, line).append(line);
            if (mark.isEmpty()) {
                mark = OptionalLong.of(lines.end() - 1);
            }
        }
        long end = page.isEmpty() ? next - 1 : page.get(page.size() - 1).seq();
        boolean isWhole = end >= room.reach().toldSeq() || page.isEmpty() && !hasNewer;
        Room longer = room.withLines(lines);
        if (first > next && hasOlder) {
            Hole hole = new Hole(mark.orElseThrow(), next, first - 1);
            longer = longer.withReach(longer.reach().with(hole));
        }
        turn.room(withNewLineFound(longer.withReach(longer.reach().detached(!isWhole, isWhole ? 0 : end))));
    }

    /** In place of all lines. */
    void around(long seq) {
        Room room = room();
        List<PastMessage> page = between(1, Long.MAX_VALUE);
        if (page.isEmpty()) {
            turn.hint("That message isn't kept any more.");
            return;
        }
        long last = page.get(page.size() - 1).seq();
        boolean isWhole = last >= room.reach().toldSeq();
        Reach reach = room.reach().withHoles(List.of()).detached(true, 0);
        Room emptied = room.withFold(Optional.empty()).withReach(reach);
        Scrollback lines = emptied.lines().cleared();
        for (Line line : lines(page)) {
            lines = lines.append(line);
        }
        Room placed = emptied.withLines(lines);
        placed = placed.withReach(placed.reach()
                .begins(lines.first(), page.get(0).seq(), hasOlder)
                .detached(!isWhole, isWhole ? 0 : last));
        OptionalLong line = placed.lineOf(seq);
        turn.room(withNewLineFound(placed.withMarked(line).withScroll(Scroll.from(line.orElse(lines.first()), 0))));
        if (line.isPresent() && name.equals(turn.room().id())) {
            new ChatScrolling(turn).showLine(line.getAsLong());
        }
    }

    /** The messages of the page from one seq to another; what hasn't been told yet will be. */
    private List<PastMessage> between(long from, long to) {
        long most = Math.min(to, room().reach().toldSeq());
        return messages.stream()
                .filter(message -> message.seq() >= from && message.seq() <= most)
                .toList();
    }

    private List<Line> lines(List<PastMessage> page) {
        List<Line> lines = new ArrayList<>();
        for (PastMessage message : page) {
            if (!message.isOwn() && turn.settings.isIgnored(message.sender())) {
                continue;
            }
            Line line = Listening.lineOf(
                            turn, message.sender(), message.text(), message.id(), message.time(), message.isOwn())
                    .at(OptionalLong.of(message.seq()))
                    .replyingTo(message.replyTo());
            if (!lines.isEmpty()) {
                ChatLines.newDay(turn.now, lines.get(lines.size() - 1), line).ifPresent(lines::add);
            }
            lines.add(line);
        }
        return lines;
    }

    /** With "new" above its message again, where that was loaded anew. */
    private static Room withNewLineFound(Room room) {
        OptionalLong seq = room.news().seq();
        OptionalLong line = room.news().line();
        boolean isThere = line.isPresent() && room.lines().has(line.getAsLong());
        return seq.isEmpty() || isThere ? room : room.withNews(room.news().at(room.lineOf(seq.getAsLong())));
    }
}
