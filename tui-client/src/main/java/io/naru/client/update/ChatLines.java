package io.naru.client.update;

import io.naru.client.state.Focus;
import io.naru.client.state.Line;
import io.naru.client.state.Moment;
import io.naru.client.state.Overlay;
import io.naru.client.state.Room;
import io.naru.client.state.Scrollback;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Puts lines into the room that is shown: with a line for each new day before them, and "new" above what the person
 * can't have seen.
 *
 * <p>Threading: made for one event.
 */
final class ChatLines {
    /** Who hasn't pressed a key for so long may be looking elsewhere. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final Turn turn;

    ChatLines(Turn turn) {
        this.turn = turn;
    }

    /** An answer to this user, in a sentence. */
    void local(String sentence) {
        append(Line.of(Line.Kind.LOCAL, turn.now.instant(), SafeText.of(sentence)));
    }

    /** Something didn't work; the sentence says what, and what to do. */
    void error(String sentence) {
        append(Line.of(Line.Kind.ERROR, turn.now.instant(), SafeText.of(sentence)));
    }

    /** What came from others. */
    void received(Line line) {
        long number = append(line);
        if (!isSeen()) {
            boolean isFromPerson = line.kind() == Line.Kind.CHAT || line.kind() == Line.Kind.ACTION;
            turn.room(turn.room().withUnseen(number, isFromPerson, line.isMention()));
        }
    }

    /** One more line; gives its number. */
    long append(Line line) {
        Room room = turn.room();
        Scrollback lines = withDay(room.lines(), line.time());
        long number = lines.end();
        turn.room(room.withLines(lines.append(line)));
        return number;
    }

    private Scrollback withDay(Scrollback lines, Instant time) {
        if (lines.isEmpty()) {
            return lines;
        }
        Instant last = lines.get(lines.end() - 1).time();
        // Times within the same quarter of an hour are on the same day everywhere.
        if (last.getEpochSecond() / 900 == time.getEpochSecond() / 900) {
            return lines;
        }
        Moment now = turn.now;
        if (!now.dayOf(time).isAfter(now.dayOf(last))) {
            return lines;
        }
        return lines.append(Line.of(Line.Kind.DAY, time, SafeText.line(DAY.format(now.dayOf(time)))));
    }

    /** Whether the person is likely to see what comes now. */
    private boolean isSeen() {
        Room room = turn.room();
        return room.scroll().isAtBottom()
                && !isIdle()
                && turn.overlay.flatMap(Overlay::asSearch).isPresent() == turn.overlay.isPresent()
                && (turn.focus == Focus.COMPOSER || turn.sizes().chatRows() > 0);
    }

    private boolean isIdle() {
        return turn.now.nanos() - turn.attention.lastKeyNanos() > IDLE_NANOS;
    }
}
