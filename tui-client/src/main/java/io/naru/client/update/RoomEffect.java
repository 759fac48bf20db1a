package io.naru.client.update;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.OptionalLong;

/** What the reducer wants done about rooms and what was said in them. */
public sealed interface RoomEffect extends Effect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    @Override
    default void accept(Effect.Handler handler) {
        handler.onRoom(this);
    }

    /** One method for each effect. */
    interface Handler {
        void onJoin(Join effect);

        void onLeave(Leave effect);

        void onListRooms(ListRooms effect);

        void onSetTopic(SetTopic effect);

        void onInvite(Invite effect);

        void onMarkRead(MarkRead effect);

        void onAskPast(AskPast effect);

        void onAskAround(AskAround effect);

        void onResend(Resend effect);

        void onDrop(Drop effect);
    }

    /** Enters a room, making it if there is none; with {@code @user}, opens the conversation. */
    record Join(RoomName room, boolean isPrivate) implements RoomEffect {
        public Join {
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onJoin(this);
        }
    }

    /** Leaves a room. */
    record Leave(RoomName room) implements RoomEffect {
        public Leave {
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLeave(this);
        }
    }

    /** Asks which rooms there are. */
    record ListRooms() implements RoomEffect {
        @Override
        public void accept(Handler handler) {
            handler.onListRooms(this);
        }
    }

    /** Says what a room is about. */
    record SetTopic(RoomName room, String text) implements RoomEffect {
        public SetTopic {
            Objects.requireNonNull(room);
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSetTopic(this);
        }
    }

    /** Lets somebody into a private room. */
    record Invite(RoomName room, UserName user) implements RoomEffect {
        public Invite {
            Objects.requireNonNull(room);
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onInvite(this);
        }
    }

    /** Says up to where the person has read a room. */
    record MarkRead(RoomName room, long seq) implements RoomEffect {
        public MarkRead {
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onMarkRead(this);
        }
    }

    /**
     * Asks for what was said before a message, or for the newest.
     *
     * @param request comes back with the answer
     * @param before empty for the newest
     * @param limit how many, 1 to 200
     */
    record AskPast(RoomName room, long request, OptionalLong before, int limit) implements RoomEffect {
        public AskPast {
            Objects.requireNonNull(room);
            Objects.requireNonNull(before);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAskPast(this);
        }
    }

    /**
     * Asks for what was said around a message.
     *
     * @param request comes back with the answer
     */
    record AskAround(RoomName room, long request, long seq) implements RoomEffect {
        public AskAround {
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAskAround(this);
        }
    }

    /** Sends a message again that wasn't sent. */
    record Resend(MessageId id) implements RoomEffect {
        public Resend {
            Objects.requireNonNull(id);
        }

        @Override
        public void accept(Handler handler) {
            handler.onResend(this);
        }
    }

    /** Forgets a message that has no receipt. */
    record Drop(MessageId id) implements RoomEffect {
        public Drop {
            Objects.requireNonNull(id);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDrop(this);
        }
    }
}
