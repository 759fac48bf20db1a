package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client may ask about rooms and what was said in them (PROTOCOL.md, section 5.9). A refusal is a
 * {@link RelayMessage.Error} with the id of the request.
 */
public sealed interface RoomRequest extends ClientMessage {
    /** Calls the handler's method for this request. */
    void accept(Handler handler);

    @Override
    default void accept(ClientMessage.Handler handler) {
        handler.onRoom(this);
    }

    /** One method for each request. */
    interface Handler {
        void onJoin(Join join);

        void onLeave(Leave leave);

        void onRooms(Rooms rooms);

        void onTopic(Topic topic);

        void onInvite(Invite invite);

        void onHistory(History history);

        void onRead(Read read);
    }

    /**
     * {@code room | request | private}: enters a room, which is made if there is none. For {@code @user}, begins to talk
     * with that user. The answer is {@link RoomNews.Entered}.
     *
     * @param isPrivate whether a room that is made takes only members who were invited; means nothing where there is one
     */
    record Join(RoomName room, RequestId request, boolean isPrivate) implements RoomRequest {
        public Join {
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onJoin(this);
        }
    }

    /** {@code room | request}: is no member any more. The answer is {@link RoomNews.Left}. */
    record Leave(RoomName room, RequestId request) implements RoomRequest {
        public Leave {
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLeave(this);
        }
    }

    /**
     * {@code  | request}: which rooms are there? The answer is a {@link RoomNews.Listed} for each that the user may see,
     * and a {@link RoomNews.ListedEnd}.
     */
    record Rooms(RequestId request) implements RoomRequest {
        public Rooms {
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRooms(this);
        }
    }

    /**
     * {@code text | room | request}: says what a room is about. The answer is {@link RoomNews.TopicChanged}.
     *
     * @param text one line; empty for none
     */
    record Topic(String text, RoomName room, RequestId request) implements RoomRequest {
        public Topic {
            FreeText.checkedLine("A topic", text, Limits.TOPIC_OCTETS);
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTopic(this);
        }
    }

    /** {@code user | room | request}: lets a user into a private room. The answer is {@link RoomNews.Invited}. */
    record Invite(UserName user, RoomName room, RequestId request) implements RoomRequest {
        public Invite {
            Objects.requireNonNull(user);
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onInvite(this);
        }
    }

    /**
     * {@code room | request | after | before | limit | query}: what was said. The answer is a
     * {@link RelayMessage.Chat} with the request's id for each message, and a {@link RoomNews.HistoryEnd}.
     *
     * <p>With <em>after</em>, the oldest messages behind that seq; with <em>before</em>, the newest ones before it; with
     * neither, the newest of all. Both kinds come oldest first. With a query, only messages that match it, newest first;
     * then without a room those of all rooms that the user may read, and <em>before</em> is what the
     * {@link RoomNews.HistoryEnd} of the page before said.
     *
     * @param room absent only with a query
     * @param limit how many messages, 1 to {@link Limits#HISTORY_PAGE}; the relay may send fewer although there are more
     * @param query words to search for, one line; empty for everything
     */
    record History(
            Optional<RoomName> room,
            RequestId request,
            OptionalLong after,
            OptionalLong before,
            int limit,
            String query)
            implements RoomRequest {
        public History {
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
            after.ifPresent(value -> Numbers.checked("A seq", value));
            before.ifPresent(value -> Numbers.checked("A seq", value));
            Numbers.checked("The size of a page", limit, 1, Limits.HISTORY_PAGE);
            FreeText.checkedLine("A search", query, Limits.QUERY_OCTETS);
            if (room.isEmpty() && query.isEmpty()) {
                throw new InvalidValueException("Say which room the history is of, or what to search for.");
            }
            if (after.isPresent() && (before.isPresent() || !query.isEmpty())) {
                throw new InvalidValueException("A page of history goes one way: after a message, or before one.");
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onHistory(this);
        }
    }

    /**
     * {@code room | seq}: the user has read a room up to that message. It isn't answered; the user's other sessions are
     * told.
     */
    record Read(RoomName room, long seq) implements RoomRequest {
        public Read {
            Objects.requireNonNull(room);
            Numbers.checked("A seq", seq);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRead(this);
        }
    }
}
