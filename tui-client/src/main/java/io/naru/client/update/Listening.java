package io.naru.client.update;

import io.naru.client.event.EngineEvent;
import io.naru.client.state.Line;
import io.naru.client.state.Person;
import io.naru.client.state.Reach;
import io.naru.client.state.Room;
import io.naru.client.state.RosterEntry;
import io.naru.common.message.MessageId;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What people say, from the engine to the lines of its room. Here remote text becomes safe.
 *
 * <p>Threading: made for one event.
 */
final class Listening {
    /** The bell rings once for all that names the person within such a span of the last time. */
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Turn turn;

    Listening(Turn turn) {
        this.turn = turn;
    }

    void onChat(EngineEvent.ChatReceived event) {
        Optional<Room> room = new Tabs(turn).opened(event.room());
        if (room.isEmpty()) {
            return;
        }
        if (event.isOwn() && event.id().isPresent()) {
            new OwnMessages(turn).onReceipt(event.room(), event.id().get());
        }
        if (isTold(room.get().reach(), event.seq())) {
            return;
        }
        event.seq().ifPresent(seq -> {
            Room told = turn.room(event.room()).orElseThrow();
            turn.room(told.withReach(told.reach().told(seq)));
        });
        if (event.isOwn() || !turn.settings.isIgnored(event.sender())) {
            take(event);
        }
    }

    /** A message that is told twice has its line already; the second time it is no more than a receipt. */
    private static boolean isTold(Reach reach, OptionalLong seq) {
        return seq.isPresent() && seq.getAsLong() <= reach.toldSeq();
    }

    private void take(EngineEvent.ChatReceived event) {
        Line line = event.isOwn() ? ownLine(event) : lineOf(event);
        Room room = leftBehind(turn.room(event.room()).orElseThrow(), line);
        boolean isWatched = new Seeing(turn).isLookedAt(room);
        if (room.reach().isDetached()) {
            count(room, line);
        } else if (event.isOwn()) {
            new ChatLines(turn, event.room()).append(line);
        } else if (event.isReplayed()) {
            new ChatLines(turn, event.room()).replayed(line);
        } else {
            new ChatLines(turn, event.room()).received(line);
        }
        boolean isForMe = line.isMention() || event.room().isDirect() && !isWatched;
        if (isForMe && !event.isOwn() && !event.isReplayed()) {
            ring();
        }
    }

    /**
     * Somebody who reads far up keeps what is shown: where no more lines can be kept, the newest ones aren't from here on.
     */
    private Room leftBehind(Room room, Line line) {
        boolean isReading = room.id().equals(turn.room().id()) && !room.scroll().isAtBottom();
        if (!isReading
                || line.seq().isEmpty()
                || !room.lines().isFull()
                || room.reach().isDetached()) {
            return room;
        }
        Room detached = room.withReach(room.reach().detached(true, line.seq().getAsLong() - 1));
        turn.room(detached);
        return detached;
    }

    private void count(Room room, Line line) {
        if (!line.isOwn() && line.seq().orElse(0) > room.reach().readSeq()) {
            turn.room(room.withNews(room.news()
                    .with(OptionalLong.empty(), line.seq(), ChatLines.isFromPerson(line), line.isMention())));
        }
    }

    private Line ownLine(EngineEvent.ChatReceived event) {
        return lineOf(turn, event.sender(), event.text(), event.id(), event.time(), true)
                .at(event.seq())
                .replyingTo(event.replyTo());
    }

    private Line lineOf(EngineEvent.ChatReceived event) {
        return lineOf(turn, event.sender(), event.text(), event.id(), event.time(), false)
                .at(event.seq())
                .replyingTo(event.replyTo());
    }

    /** What somebody said, as a line. */
    static Line lineOf(Turn turn, UserName sender, String raw, Optional<MessageId> id, Instant time, boolean isOwn) {
        Line.Kind kind = OwnMessages.kindOf(raw);
        SafeText text = SafeText.of(OwnMessages.bodyOf(raw));
        Person person = personOf(turn, sender);
        if (isOwn) {
            return new Line(kind, time, Optional.of(person), text, true, false, Line.Delivery.SENT, id);
        }
        Optional<UserName> me = turn.link.me().map(Person::user);
        return Line.said(kind, time, person, text, Mentions.isIn(text.value(), me, turn.settings));
    }

    /** The name is made safe once for each user that is there, not once for each message. */
    static Person personOf(Turn turn, UserName user) {
        return turn.roster.find(user).map(RosterEntry::person).orElseGet(() -> Person.of(user));
    }

    private void ring() {
        boolean isInBurst =
                turn.attention.hasBeenNamed() && turn.now.nanos() - turn.attention.lastMentionNanos() < BURST_NANOS;
        turn.attention = turn.attention.named(turn.now);
        if (turn.settings.isBellOn() && !isInBurst) {
            turn.effect(new Effect.RingBell());
        }
    }
}
