package io.naru.client.command;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What a typed line asks for about rooms and messages. */
public sealed interface RoomCommand extends Command {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    @Override
    default void accept(Command.Handler handler) {
        handler.onRoom(this);
    }

    /** One method for each command. */
    interface Handler {
        void onJoin(Join command);

        void onLeave(Leave command);

        void onListRooms(ListRooms command);

        void onTopic(Topic command);

        void onInvite(Invite command);

        void onMessage(Message command);

        void onQuery(Query command);

        void onResend(Resend command);

        void onDrop(Drop command);
    }

    /** Enters a room, making it if there is none, or goes to it. */
    record Join(RoomName room, boolean isPrivate) implements RoomCommand {
        public Join {
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onJoin(this);
        }
    }

    /** Leaves a room; the one that is shown when none is named. */
    record Leave(Optional<RoomName> room) implements RoomCommand {
        public Leave {
            Objects.requireNonNull(room);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLeave(this);
        }
    }

    /** Lists the rooms. */
    record ListRooms() implements RoomCommand {
        @Override
        public void accept(Handler handler) {
            handler.onListRooms(this);
        }
    }

    /** Says what the room is about; with an empty text, tells it. */
    record Topic(String text) implements RoomCommand {
        public Topic {
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTopic(this);
        }
    }

    /** Lets somebody into the room that is shown. */
    record Invite(UserName user) implements RoomCommand {
        public Invite {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onInvite(this);
        }
    }

    /** Says something to one user alone. */
    record Message(UserName user, String text) implements RoomCommand {
        public Message {
            Objects.requireNonNull(user);
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onMessage(this);
        }

        @Override
        public boolean isSpeech() {
            return true;
        }
    }

    /** Opens the conversation with somebody. */
    record Query(UserName user) implements RoomCommand {
        public Query {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onQuery(this);
        }
    }

    /** Sends again what wasn't sent; all of it, or one message by its number from 1. */
    record Resend(OptionalInt number) implements RoomCommand {
        public Resend {
            Objects.requireNonNull(number);
        }

        @Override
        public void accept(Handler handler) {
            handler.onResend(this);
        }
    }

    /** Forgets what wasn't sent; all of it, or one message by its number from 1. */
    record Drop(OptionalInt number) implements RoomCommand {
        public Drop {
            Objects.requireNonNull(number);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDrop(this);
        }
    }
}
