package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FreeText;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Level;
import io.naru.relay.hub.Refusal;
import io.naru.relay.hub.Seat;
import io.naru.relay.room.Place;
import io.naru.relay.room.Spoken;
import io.naru.relay.store.History;
import io.naru.relay.store.Rooms;
import io.naru.relay.store.StoredRoom;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a user says in one session: checked, kept, and then told to the room. A message is never dropped silently: it is
 * delivered, or refused with its id, or the connection breaks and its fate is found out by saying it again.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Talking {
    /** How many messages may be on their way to the history before nothing more is read from the client. */
    static final int UNANSWERED_MAX = 64;

    /** How many of them are left when reading goes on. */
    private static final int UNANSWERED_FEW = UNANSWERED_MAX / 2;

    private final Session session;
    private final Environment environment;
    private final Seat seat;
    private final Conversing conversing;
    private int unanswered;
    private boolean isWaiting;

    Talking(Session session, Environment environment, Seat seat, Conversing conversing) {
        this.session = session;
        this.environment = environment;
        this.seat = seat;
        this.conversing = conversing;
    }

    /** Somebody who isn't muted says something. */
    void onChat(ClientMessage.Chat chat) {
        Optional<Refusal> refusal = check(chat);
        RoomName room = chat.room().orElse(RoomName.LOBBY);
        if (refusal.isPresent()) {
            session.tell(refusal.get());
        } else if (room.isDirect() && !conversing.isKnown(seat.member(), room)) {
            begin(room, chat);
        } else {
            sayIn(environment.rooms().place(seat.member(), room), room, chat);
        }
    }

    private Optional<Refusal> check(ClientMessage.Chat chat) {
        int octetsMax = environment.frameLimits().chatTextOctets();
        if (chat.text().isBlank()) {
            return Optional.of(new Refusal(ErrorCode.MALFORMED, "An empty message isn't sent.", id(chat)));
        }
        if (FreeText.octets(chat.text()) > octetsMax) {
            return Optional.of(new Refusal(
                    ErrorCode.TOO_LARGE,
                    "The message is longer than the " + octetsMax + " octets that this relay takes; shorten it.",
                    id(chat)));
        }
        return Optional.empty();
    }

    private void sayIn(Optional<Place> place, RoomName room, ClientMessage.Chat chat) {
        if (place.isPresent()) {
            append(place.get().roomId(), place.get().name(), place.get().epoch(), chat);
        } else {
            session.tell(new Refusal(ErrorCode.UNKNOWN_ROOM, RoomDesk.notIn(room), id(chat)));
        }
    }

    /** Nothing more is read meanwhile, so that what is said next stays behind it. */
    private void begin(RoomName room, ClientMessage.Chat chat) {
        session.brake().press();
        conversing.begin(
                seat.member().name(),
                room,
                Optional.empty(),
                Optional.empty(),
                (code, sentence) -> {
                    refuse(chat.id(), code == ErrorCode.BUSY ? code : ErrorCode.NOT_STORED, sentence);
                    session.brake().release();
                },
                found -> {
                    sayTo(found, room, chat);
                    session.brake().release();
                });
    }

    private void sayTo(Optional<Rooms.Conversation> found, RoomName room, ClientMessage.Chat chat) {
        if (found.isPresent()) {
            StoredRoom stored = found.get().own().room();
            append(stored.id(), stored.name(), stored.epoch(), chat);
        } else {
            refuse(chat.id(), ErrorCode.UNKNOWN_USER, "There is no account " + Conversing.other(room) + ".");
        }
    }

    private void append(long roomId, RoomName room, String epoch, ClientMessage.Chat chat) {
        // A seq of another epoch would point at another message.
        boolean isCurrent = chat.replyEpoch().isEmpty() || chat.replyEpoch().equals(epoch);
        OptionalLong replyTo = isCurrent ? chat.replyTo() : OptionalLong.empty();
        Instant now = Instant.ofEpochMilli(environment.loop().nowMillis());
        UserName author = seat.member().name();
        unanswered++;
        if (unanswered >= UNANSWERED_MAX && !isWaiting) {
            isWaiting = true;
            session.brake().press();
        }
        environment
                .appends()
                .add(
                        new History.Append(roomId, room, author, chat.id(), chat.text(), replyTo, now),
                        outcome -> onAnswered(roomId, room, chat.id(), outcome));
    }

    private void onAnswered(long roomId, RoomName room, Optional<MessageId> id, Outcome<History.Appended> outcome) {
        unanswered--;
        outcome.accept(new Outcome.Handler<History.Appended>() {
            @Override
            public void onDone(History.Appended appended) {
                onKept(room, appended);
            }

            @Override
            public void onBusy() {
                refuse(
                        id,
                        ErrorCode.BUSY,
                        "Too much is being said at once; this wasn't taken. Say it again in a moment.");
            }

            @Override
            public void onFailed(IOException cause) {
                if (room.isDirect()) {
                    // The other account may be gone.
                    place(roomId, room).ifPresent(Place::doubt);
                }
                refuse(id, ErrorCode.NOT_STORED, "The relay can't keep messages at the moment; this wasn't taken.");
            }
        });
        if (isWaiting && unanswered <= UNANSWERED_FEW) {
            isWaiting = false;
            session.brake().release();
        }
    }

    /** The author's, unless it has left the room or the name stands for another one by now. */
    private Optional<Place> place(long roomId, RoomName room) {
        return environment.rooms().place(seat.member(), room).filter(place -> place.roomId() == roomId);
    }

    /** The author may have gone, or have left the room, meanwhile: it is told as if it were there. */
    private void onKept(RoomName room, History.Appended appended) {
        boolean isIn = place(appended.roomId(), room).isPresent();
        if (!appended.isRepeated()) {
            environment.rooms().deliver(appended.roomId(), appended.message(), seat);
        }
        if (session.isOpen() && isExtended() && (appended.isRepeated() || !isIn)) {
            session.tell(Spoken.live(appended.message(), appended.message().room()));
        }
        if (!appended.isRepeated()
                && room.isDirect()
                && conversing.isNewToOther(appended.message().author(), room)) {
            // It was put away while this was on its way.
            conversing.begin(
                    appended.message().author(), room, Optional.empty(), Optional.empty(), (c, s) -> {}, found -> {});
        }
    }

    private boolean isExtended() {
        return session.level() == Level.EXTENDED;
    }

    private void refuse(Optional<MessageId> id, ErrorCode code, String sentence) {
        if (session.isOpen()) {
            session.tell(new Refusal(code, sentence, id.map(MessageId::value).orElse("")));
        }
    }

    private static String id(ClientMessage.Chat chat) {
        return chat.id().map(MessageId::value).orElse("");
    }
}
