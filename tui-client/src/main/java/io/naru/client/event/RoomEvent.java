package io.naru.client.event;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine tells about rooms and what was said in them. In each room the messages of {@link EngineEvent.ChatReceived}
 * come in their order and without gaps: what doesn't follow on the one before has a {@link Gap} or a {@link HistoryLost}
 * before it.
 */
public sealed interface RoomEvent extends EngineEvent {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    @Override
    default void accept(EngineEvent.Handler handler) {
        handler.onRoom(this);
    }

    /** One method for each event. */
    interface Handler {
        void onEntered(Entered event);

        void onLeft(Left event);

        void onMemberSeen(MemberSeen event);

        void onMemberLeft(MemberLeft event);

        void onTopicSet(TopicSet event);

        void onInvited(Invited event);

        void onRoomsListed(RoomsListed event);

        void onCaughtUp(CaughtUp event);

        void onGap(Gap event);

        void onHistoryLost(HistoryLost event);

        void onPast(Past event);

        void onFound(Found event);

        void onPending(Pending event);

        void onDropped(Dropped event);

        void onReadElsewhere(ReadElsewhere event);
    }

    /**
     * The user is in a room: told for each after each login, and when it is entered. What was missed follows as
     * {@code ChatReceived} with {@code isReplayed}, and then {@link CaughtUp}.
     *
     * @param isAsked whether this user asked for it just now on this install, so that it should be shown
     * @param lastSeq of the newest message
     * @param readSeq up to where the user has read, here or elsewhere
     */
    record Entered(
            RoomName room,
            boolean isAsked,
            boolean isPrivate,
            String topic,
            Optional<UserName> topicBy,
            long lastSeq,
            long readSeq)
            implements RoomEvent {
        public Entered {
            Objects.requireNonNull(room);
            Objects.requireNonNull(topic);
            Objects.requireNonNull(topicBy);
        }

        @Override
        public void accept(Handler handler) {
            handler.onEntered(this);
        }
    }

    /** The user isn't in a room any more. */
    record Left(RoomName room) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onLeft(this);
        }
    }

    /**
     * Another user who is online is in a room (not told for the lobby, where everybody is).
     *
     * @param isSnapshot known from before rather than a change
     */
    record MemberSeen(RoomName room, UserName user, boolean isSnapshot) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onMemberSeen(this);
        }
    }

    /** Another user has left a room for good. */
    record MemberLeft(RoomName room, UserName user) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onMemberLeft(this);
        }
    }

    /** A room is about something else now. */
    record TopicSet(RoomName room, String text, UserName by, Instant time) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onTopicSet(this);
        }
    }

    /**
     * Somebody may enter a private room.
     *
     * @param user who may; this user, or one whom this user has invited
     */
    record Invited(RoomName room, UserName user, UserName by) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onInvited(this);
        }
    }

    /** A line of the list of rooms. */
    record ListedRoom(RoomName room, long members, String topic, boolean isPrivate, boolean isMember) {}

    /** The rooms that the user may see. */
    record RoomsListed(List<ListedRoom> rooms) implements RoomEvent {
        public RoomsListed {
            rooms = List.copyOf(rooms);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRoomsListed(this);
        }
    }

    /**
     * Everything that was missed in a room has been told.
     *
     * @param missed how many messages of others that were
     */
    record CaughtUp(RoomName room, long missed) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onCaughtUp(this);
        }
    }

    /**
     * Messages between the last one told and the next one aren't told: too many to bring on the screen at once, or no longer
     * kept by the relay. They can be had by {@code past} where they are kept.
     *
     * @param fromSeq of the first one that isn't told
     * @param toSeq of the last one
     * @param isGone whether the relay doesn't keep them any more
     */
    record Gap(RoomName room, long fromSeq, long toSeq, boolean isGone) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onGap(this);
        }
    }

    /**
     * The relay's history of a room isn't the one that this install has seen: it is shorter, says something else under a
     * known number, or was begun anew. What was told before stands for itself; what follows is the new history.
     *
     * @param sentence what was found, whole
     */
    record HistoryLost(RoomName room, String sentence) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onHistoryLost(this);
        }
    }

    /** A message from the past. */
    record PastMessage(
            long seq,
            UserName sender,
            String text,
            Optional<MessageId> id,
            Instant time,
            boolean isOwn,
            OptionalLong replyTo) {}

    /**
     * A part of a room's history, asked for by {@code past} or {@code around}; oldest first and without gaps.
     *
     * @param request as the call gave it
     * @param before the seq that it was asked to end before, or empty for a part around a message
     * @param hasOlder whether there are older messages
     * @param hasNewer whether there are newer ones than the last
     */
    record Past(
            RoomName room,
            long request,
            OptionalLong before,
            List<PastMessage> messages,
            boolean hasOlder,
            boolean hasNewer)
            implements RoomEvent {
        public Past {
            Objects.requireNonNull(before);
            messages = List.copyOf(messages);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPast(this);
        }
    }

    /** A message that was found. */
    record Hit(RoomName room, PastMessage message) {}

    /**
     * A page of what was found, newest first.
     *
     * @param request as the call gave it
     * @param next what the next page is asked with; empty when this was the last
     */
    record Found(long request, String words, List<Hit> hits, OptionalLong next) implements RoomEvent {
        public Found {
            hits = List.copyOf(hits);
            Objects.requireNonNull(next);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFound(this);
        }
    }

    /**
     * A message of this user that has no receipt: left over from an earlier run of the program, or kept over a break of the
     * link. It is sent by itself once the link stands, unless {@code isHeld}.
     *
     * @param isHeld whether it waits for the user to say {@code resend} or {@code drop}
     */
    record Pending(MessageId id, RoomName room, String text, OptionalLong replyTo, Instant time, boolean isHeld)
            implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onPending(this);
        }
    }

    /**
     * A message that had no receipt is forgotten: as the user wanted, or because the relay turned out to have it in a part of
     * the history that was told before or isn't told.
     */
    record Dropped(MessageId id) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onDropped(this);
        }
    }

    /** The user has read a room up to that message on another install. */
    record ReadElsewhere(RoomName room, long seq) implements RoomEvent {
        @Override
        public void accept(Handler handler) {
            handler.onReadElsewhere(this);
        }
    }
}
