package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What a relay may tell about rooms and what was said in them (PROTOCOL.md, section 5.9). */
public sealed interface RoomNews extends RelayMessage {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    @Override
    default void accept(RelayMessage.Handler handler) {
        handler.onRoom(this);
    }

    /** One method for each message. */
    interface Handler {
        void onEntered(Entered entered);

        void onJoined(Joined joined);

        void onLeft(Left left);

        void onListed(Listed listed);

        void onListedEnd(ListedEnd end);

        void onTopicChanged(TopicChanged changed);

        void onInvited(Invited invited);

        void onHistoryEnd(HistoryEnd end);

        void onRead(Read read);
    }

    /**
     * {@code user | room | request | epoch | oldest | last | read | private | topic | who | time}: the user who is told is a
     * member of a room: after WELCOME once for each, or because of a {@link RoomRequest.Join}, or because somebody began to
     * talk to the user. What is said after <em>last</em> follows by itself.
     *
     * @param user who is told
     * @param request of the question, if there was one
     * @param epoch of the room's history: positions of another epoch mean nothing
     * @param oldestSeq of the oldest message that is kept; one more than {@code lastSeq} where none is
     * @param lastSeq of the newest message, 0 where nothing was said yet
     * @param readSeq up to where the user has read
     * @param isPrivate whether members must be invited
     * @param topic one line; may be empty
     * @param topicBy who set it
     * @param topicMillis when
     */
    record Entered(
            UserName user,
            RoomName room,
            Optional<RequestId> request,
            String epoch,
            long oldestSeq,
            long lastSeq,
            long readSeq,
            boolean isPrivate,
            String topic,
            Optional<UserName> topicBy,
            OptionalLong topicMillis)
            implements RoomNews {
        public Entered {
            Objects.requireNonNull(user);
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
            Ids.checked("An epoch", epoch);
            Numbers.checked("A seq", lastSeq);
            Numbers.checked("A seq", oldestSeq);
            Numbers.checked("A seq", readSeq);
            FreeText.checkedLine("A topic", topic, Limits.TOPIC_OCTETS);
            Objects.requireNonNull(topicBy);
            topicMillis.ifPresent(value -> Numbers.checked("A time", value));
        }

        @Override
        public void accept(Handler handler) {
            handler.onEntered(this);
        }
    }

    /** {@code user | room}: another user who is online is a member of a room, since now or since before. */
    record Joined(UserName user, RoomName room) implements RoomNews {
        public Joined {
            Objects.requireNonNull(user);
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onJoined(this);
        }
    }

    /**
     * {@code user | room | request}: somebody is no member of a room any more. Who goes offline stays one.
     *
     * @param user who; possibly the one who is told
     * @param request of the question, if there was one
     */
    record Left(UserName user, RoomName room, Optional<RequestId> request) implements RoomNews {
        public Left {
            Objects.requireNonNull(user);
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLeft(this);
        }
    }

    /**
     * {@code room | request | members | topic | private | member}: one of the rooms that the user may see.
     *
     * @param members how many accounts are members
     * @param isMember whether the user is one
     */
    record Listed(RoomName room, RequestId request, long members, String topic, boolean isPrivate, boolean isMember)
            implements RoomNews {
        public Listed {
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
            Numbers.checked("The number of members", members);
            FreeText.checkedLine("A topic", topic, Limits.TOPIC_OCTETS);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListed(this);
        }
    }

    /** {@code  | request}: that were all rooms. */
    record ListedEnd(RequestId request) implements RoomNews {
        public ListedEnd {
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListedEnd(this);
        }
    }

    /**
     * {@code text | room | who | time | request}: a room is about something else now.
     *
     * @param request of the question, for who asked
     */
    record TopicChanged(String text, RoomName room, UserName by, long timeMillis, Optional<RequestId> request)
            implements RoomNews {
        public TopicChanged {
            FreeText.checkedLine("A topic", text, Limits.TOPIC_OCTETS);
            Objects.requireNonNull(room);
            Objects.requireNonNull(by);
            Numbers.checked("A time", timeMillis);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTopicChanged(this);
        }
    }

    /**
     * {@code user | room | by | request}: somebody may enter a private room.
     *
     * @param user who may
     * @param by who invited
     * @param request of the question, for who invited
     */
    record Invited(UserName user, RoomName room, UserName by, Optional<RequestId> request) implements RoomNews {
        public Invited {
            Objects.requireNonNull(user);
            Objects.requireNonNull(room);
            Objects.requireNonNull(by);
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onInvited(this);
        }
    }

    /**
     * {@code room | request | at | more | epoch | oldest}: that was a page of history.
     *
     * @param room as asked; absent for a search of all rooms
     * @param request of the question
     * @param at from where the next page goes on: the <em>after</em> or <em>before</em> to ask it with
     * @param hasMore whether there is a next page
     * @param epoch of the room's history; empty for a search of all rooms
     * @param oldestSeq of the oldest message that is kept; 0 for a search of all rooms
     */
    record HistoryEnd(
            Optional<RoomName> room, RequestId request, long at, boolean hasMore, String epoch, long oldestSeq)
            implements RoomNews {
        public HistoryEnd {
            Objects.requireNonNull(room);
            Objects.requireNonNull(request);
            Numbers.checked("A seq", at);
            if (room.isPresent() || !epoch.isEmpty()) {
                Ids.checked("An epoch", epoch);
            }
            Numbers.checked("A seq", oldestSeq);
        }

        @Override
        public void accept(Handler handler) {
            handler.onHistoryEnd(this);
        }
    }

    /** {@code room | seq}: another session of the same user has read a room up to that message. */
    record Read(RoomName room, long seq) implements RoomNews {
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
