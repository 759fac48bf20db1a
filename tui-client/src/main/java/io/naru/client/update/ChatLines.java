package io.naru.client.update;

import io.naru.client.state.Line;
import io.naru.client.state.Moment;
import io.naru.client.state.Room;
import io.naru.client.state.Scrollback;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts lines into a room: with a line for each new day before them, and "new" above what the person can't have seen.
 *
 * <p>Threading: made for one event.
 */
final class ChatLines {
    /** What all rooms that aren't shown may hold together; each gets its part, but never less than a screen of it. */
    private static final int HIDDEN_LINES_MAX = Scrollback.LINES_MAX;

    private static final int HIDDEN_LINES_MIN = 100;
    private static final int HIDDEN_CHARACTERS_MAX = Scrollback.CHARACTERS_MAX;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final Turn turn;
    private final Optional<RoomName> name;

    /** For lines that go where the person looks. */
    ChatLines(Turn turn) {
        this(turn, Optional.empty());
    }

    /** For lines of that room, which has a tab. */
    ChatLines(Turn turn, RoomName name) {
        this(turn, Optional.of(name));
    }

    private ChatLines(Turn turn, Optional<RoomName> name) {
        this.turn = turn;
        this.name = name;
    }

    private Room room() {
        return name.map(named -> turn.room(named).orElseThrow()).orElseGet(turn::room);
    }

    /** An answer to this user, in a sentence. */
    void local(String sentence) {
        append(Line.of(Line.Kind.LOCAL, turn.now.instant(), SafeText.of(sentence)));
    }

    /** Something didn't work; the sentence says what, and what to do. */
    void error(String sentence) {
        append(Line.of(Line.Kind.ERROR, turn.now.instant(), SafeText.of(sentence)));
    }

    /** Something about the lines themselves; gives the number of its line. */
    long mark(String sentence) {
        return append(Line.of(Line.Kind.MARK, turn.now.instant(), SafeText.line(sentence)));
    }

    /** What came from others. */
    void received(Line line) {
        long number = append(line);
        if (!new Seeing(turn).isLookedAt(room())) {
            turn.room(room().withUnseen(number, isFromPerson(line), line.isMention()));
        }
    }

    /** What came from others while this install wasn't there to hear it: new, as far as it wasn't read elsewhere. */
    void replayed(Line line) {
        long number = append(line);
        if (line.seq().orElse(Long.MAX_VALUE) > room().reach().readSeq()) {
            turn.room(room().withUnseen(number, isFromPerson(line), line.isMention()));
        }
    }

    static boolean isFromPerson(Line line) {
        return line.kind() == Line.Kind.CHAT || line.kind() == Line.Kind.ACTION;
    }

    /** One more line; gives its number. */
    long append(Line line) {
        Room room = room();
        Scrollback lines = withDay(turn.now, room.settled(), line).append(line);
        turn.room(room.withLines(
                isShown(room) ? lines : trimmed(lines, turn.rooms().size())));
        return lines.end() - 1;
    }

    private boolean isShown(Room room) {
        return room.id().equals(turn.room().id());
    }

    /** What a room keeps that isn't shown, of so many. */
    static Scrollback trimmed(Scrollback lines, int rooms) {
        return lines.trimmed(Math.max(HIDDEN_LINES_MIN, HIDDEN_LINES_MAX / rooms), HIDDEN_CHARACTERS_MAX / rooms);
    }

    /** With a line for the day of what comes next, if it is another one. */
    static Scrollback withDay(Moment now, Scrollback lines, Line next) {
        if (lines.isEmpty()) {
            return lines;
        }
        return newDay(now, lines.get(lines.end() - 1), next).map(lines::append).orElse(lines);
    }

    /** The line that stands between two others if the second one's day is another one. */
    static Optional<Line> newDay(Moment now, Line before, Line next) {
        Instant last = before.time();
        Instant time = next.time();
        // Times within the same quarter of an hour are on the same day everywhere.
        if (before.kind() == Line.Kind.DAY && next.kind() == Line.Kind.DAY
                || last.getEpochSecond() / 900 == time.getEpochSecond() / 900) {
            return Optional.empty();
        }
        LocalDate day = now.dayOf(time);
        boolean isOther = next.seq().isPresent() ? !day.equals(now.dayOf(last)) : day.isAfter(now.dayOf(last));
        return isOther ? Optional.of(Line.of(Line.Kind.DAY, time, SafeText.line(DAY.format(day)))) : Optional.empty();
    }
}
