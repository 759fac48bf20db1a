package io.naru.relay.session;

import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Seat;
import io.naru.relay.room.LiveRooms;
import io.naru.relay.store.Rooms;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Conversations of two: whoever is in one and doesn't know it yet is told of it before anything is said there.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Conversing {
    private final Environment environment;

    Conversing(Environment environment) {
        this.environment = environment;
    }

    /** Whom somebody talks with in a room that is a conversation. */
    static UserName other(RoomName room) {
        return UserName.of(room.display().substring(1));
    }

    /** As that user knows the conversation with this one. */
    private static RoomName with(UserName user) {
        return RoomName.of("@" + user.display());
    }

    /** Whether both sides know their conversation, as far as they are online, and nobody who is in it may be gone. */
    boolean isKnown(Member member, RoomName room) {
        return environment
                        .rooms()
                        .place(member, room)
                        .filter(place -> !place.isDoubtful())
                        .isPresent()
                && !isNewToOther(member.name(), room);
    }

    /** Whether the other side of a conversation is online and doesn't know it. */
    boolean isNewToOther(UserName author, RoomName room) {
        LiveRooms rooms = environment.rooms();
        return environment
                .hub()
                .find(other(room))
                .filter(rooms::isSettled)
                .filter(member -> rooms.place(member, with(author)).isEmpty())
                .isPresent();
    }

    /**
     * Begins a conversation, or finds the one that is there.
     *
     * @param request what a session has asked for; absent where the conversation begins by itself
     * @param onFailure told when the store couldn't say
     * @param next told how the user is in it now; empty where there is no such account to talk with
     */
    void begin(
            UserName user,
            RoomName room,
            Optional<Seat> asker,
            Optional<RequestId> request,
            BiConsumer<ErrorCode, String> onFailure,
            Consumer<Optional<Rooms.Conversation>> next) {
        Instant now = Instant.ofEpochMilli(environment.loop().nowMillis());
        environment
                .store()
                .rooms()
                .converse(
                        user,
                        other(room),
                        now,
                        environment.loop(),
                        environment.steps().<Optional<Rooms.Conversation>>then(onFailure, found -> {
                            found.ifPresent(conversation -> tell(user, other(room), conversation, asker, request));
                            next.accept(found);
                        }));
    }

    private void tell(
            UserName user,
            UserName other,
            Rooms.Conversation conversation,
            Optional<Seat> asker,
            Optional<RequestId> request) {
        LiveRooms rooms = environment.rooms();
        environment.hub().find(user).ifPresent(own -> rooms.enter(own, conversation.own(), asker, request));
        // Whoever only looks has said nothing yet that the other one would have to know of.
        if (!other.equals(user) && request.isEmpty()) {
            environment
                    .hub()
                    .find(other)
                    .ifPresent(them -> rooms.enter(them, conversation.others(), Optional.empty(), Optional.empty()));
        }
    }
}
