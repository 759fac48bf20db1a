package io.naru.client.state;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room or a conversation, as its tab and the chat pane show it.
 *
 * <pre>
 *   what was said, in the order of the room's history    own messages without a receipt
 *   first                                     settledEnd                       lines.end
 * </pre>
 *
 * <p>Own messages without a receipt stand behind all else, since nobody knows their place yet; they aren't shown while
 * the lines don't reach to the newest message.
 *
 * @param id which one
 * @param name {@code #lobby}, for drawing
 * @param about topic and members
 * @param lines what was said, and own messages without a receipt behind it
 * @param scroll which part of it is shown
 * @param news what the person hasn't seen
 * @param pending own messages that have no receipt yet, in their order
 * @param fold the last line of coming and going, while it can take more
 * @param reach which part of the history the lines are
 * @param draft what was being written there when another room was shown
 * @param marked a line that was picked out; check that it is still kept
 */
public record Room(
        RoomName id,
        SafeText name,
        About about,
        Scrollback lines,
        Scroll scroll,
        Unread news,
        List<Line> pending,
        Optional<PresenceFold> fold,
        Reach reach,
        TextField draft,
        OptionalLong marked) {
    /** The room in which everybody is. */
    public static final Room LOBBY = of(RoomName.LOBBY);

    public Room {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        Objects.requireNonNull(lines);
        Objects.requireNonNull(scroll);
        Objects.requireNonNull(news);
        Objects.requireNonNull(fold);
        Objects.requireNonNull(reach);
        Objects.requireNonNull(draft);
        Objects.requireNonNull(marked);
        pending = List.copyOf(pending);
    }

    /** An empty room. */
    public static Room of(RoomName id) {
        return new Room(
                id,
                SafeText.line(id.display()),
                About.NOTHING,
                Scrollback.EMPTY,
                Scroll.BOTTOM,
                Unread.NONE,
                List.of(),
                Optional.empty(),
                Reach.NONE,
                TextField.EMPTY,
                OptionalLong.empty());
    }

    /** What stands beside the name; may be empty. */
    public SafeText topic() {
        return about.topic();
    }

    /** The line above which "new" stands, once there is one; check that it is still kept. */
    public OptionalLong unreadFrom() {
        return news.line();
    }

    /** Whether lines came that the person can't have seen yet. */
    public boolean hasUnseen() {
        return news.hasUnseen();
    }

    /** How many of them people said. */
    public int unread() {
        return news.count();
    }

    /** Whether one of them is a mention, or is for this user alone. */
    public boolean isNamed() {
        return news.isNamed() || id.isDirect() && news.count() > 0;
    }

    /** Whether everybody is in it. */
    public boolean isLobby() {
        return id.equals(RoomName.LOBBY);
    }

    /** One more than the number of the newest line before the own messages without a receipt. */
    public long settledEnd() {
        return lines.end() - tail(reach);
    }

    /** The seq of the oldest message that the lines reach back to; 0 when there is none. */
    public long firstSeq() {
        if (reach.firstSeq() > 0 && reach.firstLine() == lines.first()) {
            return reach.firstSeq();
        }
        for (long number = lines.first(); number < lines.end(); number++) {
            OptionalLong seq = lines.get(number).seq();
            if (seq.isPresent()) {
                return seq.getAsLong();
            }
        }
        return 0;
    }

    /** The seq of the newest message among the lines; 0 when there is none. */
    public long lastSeq() {
        for (long number = lines.end() - 1; number >= lines.first(); number--) {
            OptionalLong seq = lines.get(number).seq();
            if (seq.isPresent()) {
                return seq.getAsLong();
            }
        }
        return 0;
    }

    /** The line that is picked out, as long as it is kept. */
    public Optional<Line> markedLine() {
        return marked.isPresent() && lines.has(marked.getAsLong())
                ? Optional.of(lines.get(marked.getAsLong()))
                : Optional.empty();
    }

    /** The number of the line of that message, if it is among the lines. */
    public OptionalLong lineOf(long seq) {
        for (long number = lines.end() - 1; number >= lines.first(); number--) {
            OptionalLong found = lines.get(number).seq();
            if (found.isPresent() && found.getAsLong() == seq) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    /** Where an own message without a receipt stands in {@link #pending}; -1 if it isn't one. */
    public int indexOf(MessageId message) {
        for (int index = 0; index < pending.size(); index++) {
            if (pending.get(index).id().equals(Optional.of(message))) {
                return index;
            }
        }
        return -1;
    }

    /** What was said, without the own messages behind it. */
    public Scrollback settled() {
        return lines.withoutNewest(tail(reach));
    }

    /** With other lines before the own messages without a receipt. */
    public Room withLines(Scrollback settled) {
        boolean hasLost = reach.hasHistory() && !reach.hasOlder() && settled.first() > lines.first();
        Reach now = hasLost ? reach.begins(settled.first(), 0, isOfHistory(settled)) : reach;
        return new Room(
                id, name, about, tailed(settled, pending, reach), scroll, news, pending, fold, now, draft, marked);
    }

    /** Whether the oldest thing that somebody said is in the room's history, so that what was before it can be had. */
    private static boolean isOfHistory(Scrollback lines) {
        for (long number = lines.first(); number < lines.end(); number++) {
            Line line = lines.get(number);
            if (line.kind() == Line.Kind.CHAT || line.kind() == Line.Kind.ACTION) {
                return line.seq().isPresent();
            }
        }
        return true;
    }

    /** With one more line. */
    public Room appended(Line line) {
        return withLines(settled().append(line));
    }

    /**
     * With other lines in place of those from one number up to another, as {@link Scrollback#spliced}; whatever points at
     * a line still does.
     */
    public Room spliced(long from, long to, List<Line> between) {
        long shift = to - from - between.size();
        List<Reach.Hole> holes = new ArrayList<>();
        for (Reach.Hole hole : reach.holes()) {
            if (hole.line() < from || hole.line() >= to) {
                holes.add(hole.line() < from ? hole.moved(shift) : hole);
            }
        }
        boolean isMoved = !scroll.isAtBottom() && scroll.topLine() < from;
        return new Room(
                id,
                name,
                about,
                lines.spliced(from, to, between),
                isMoved ? Scroll.from(scroll.topLine() + shift, scroll.skippedRows()) : scroll,
                news.at(shifted(news.line(), from, shift)),
                pending,
                fold.filter(open -> open.line() >= to),
                reach.withHoles(holes),
                draft,
                shifted(marked, from, shift));
    }

    private static OptionalLong shifted(OptionalLong line, long from, long shift) {
        return line.isPresent() && line.getAsLong() < from ? OptionalLong.of(line.getAsLong() + shift) : line;
    }

    /** With another part of the lines shown. */
    public Room withScroll(Scroll newScroll) {
        return new Room(id, name, about, lines, newScroll, news, pending, fold, reach, draft, marked);
    }

    /** With other own messages that wait for their receipts. */
    public Room withPending(List<Line> newPending) {
        return new Room(
                id,
                name,
                about,
                tailed(settled(), newPending, reach),
                scroll,
                news,
                newPending,
                fold,
                reach,
                draft,
                marked);
    }

    /** With another line of coming and going that can take more. */
    public Room withFold(Optional<PresenceFold> newFold) {
        return new Room(id, name, about, lines, scroll, news, pending, newFold, reach, draft, marked);
    }

    /** With another topic. */
    public Room withTopic(SafeText newTopic) {
        return withAbout(about.withTopic(newTopic, Optional.empty()));
    }

    /** With something else known of it. */
    public Room withAbout(About newAbout) {
        return new Room(id, name, newAbout, lines, scroll, news, pending, fold, reach, draft, marked);
    }

    /** With other news. */
    public Room withNews(Unread newNews) {
        return new Room(id, name, about, lines, scroll, newNews, pending, fold, reach, draft, marked);
    }

    /** With the lines being another part of the history. */
    public Room withReach(Reach newReach) {
        return newReach.isDetached() == reach.isDetached()
                ? new Room(id, name, about, lines, scroll, news, pending, fold, newReach, draft, marked)
                : new Room(
                        id,
                        name,
                        about,
                        tailed(settled(), pending, newReach),
                        scroll,
                        news,
                        pending,
                        fold,
                        newReach,
                        draft,
                        marked);
    }

    /** With something that is being written there. */
    public Room withDraft(TextField newDraft) {
        return new Room(id, name, about, lines, scroll, news, pending, fold, reach, newDraft, marked);
    }

    /** With another line picked out, or none. */
    public Room withMarked(OptionalLong newMarked) {
        return new Room(id, name, about, lines, scroll, news, pending, fold, reach, draft, newMarked);
    }

    /** With one more line that the person hasn't seen; the first one after a time gets "new" above it. */
    public Room withUnseen(long number, boolean isFromPerson, boolean isMention) {
        return withNews(news.with(OptionalLong.of(number), lines.get(number).seq(), isFromPerson, isMention));
    }

    /** With all lines seen; "new" stays where it stands, to be looked at. */
    public Room seen() {
        return hasUnseen() ? withNews(news.seen()) : this;
    }

    /** Without "new". */
    public Room withoutUnreadLine() {
        return withNews(news.withoutLine());
    }

    private int tail(Reach within) {
        return within.isDetached() ? 0 : pending.size();
    }

    private static Scrollback tailed(Scrollback settled, List<Line> pending, Reach reach) {
        Scrollback all = settled;
        if (!reach.isDetached()) {
            for (Line line : pending) {
                all = all.append(line);
            }
        }
        return all;
    }
}
