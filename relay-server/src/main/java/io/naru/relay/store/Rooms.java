package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The rooms of a relay and who is in them. Everybody who has an account is in {@code #lobby}, which is always there.
 *
 * <p>Answers as {@link Accounts} does: one after the other in the order of asking, also with those of {@link History}, so
 * that a membership's {@code lastSeq} counts exactly the messages whose appending was answered before.
 *
 * <p>Threading: as {@link Accounts} says.
 */
public interface Rooms {
    /** How many rooms there may be besides {@code #lobby}. */
    int MAX = 10_000;

    /** In how many rooms a user may be, and how many of them may be made by one, conversations not counted. */
    int MAX_FOR_USER = 100;

    /** How many conversations with single users {@link #of} tells of: those in which something was said last. */
    int CONVERSATIONS_TOLD = 200;

    /** Which limit it is that somebody meets who wants to enter a room. */
    enum Limit {
        /** The user is in as many rooms as a user may be. */
        ENTERED,
        /** The room would be a new one, and the user has made as many as a user may. */
        MADE,
        /** The room would be a new one, and there are as many as there may be. */
        ROOMS
    }

    /** What became of somebody who wants to enter a room. */
    sealed interface Entry {
        /**
         * The user is in the room, now or since before.
         *
         * @param isNew whether the user wasn't before
         */
        record Entered(Membership membership, boolean isNew) implements Entry {
            public Entered {
                Objects.requireNonNull(membership, "membership");
            }
        }

        /** The room is private, and nobody has invited the user. Also told where there is no such account. */
        record NotInvited() implements Entry {}

        /** There is a limit, and it is reached. */
        record Full(Limit limit) implements Entry {}
    }

    /** What became of an invitation, or of a new topic. */
    enum Change {
        /** Done, now or before. */
        DONE,
        /** There is no such room, or who asks isn't in it. */
        NOT_MEMBER,
        /** There is no such account. */
        UNKNOWN_USER
    }

    /**
     * A line of the list of rooms.
     *
     * @param members how many accounts are in it
     * @param isMember whether who asks is
     */
    record Listing(StoredRoom room, long members, boolean isMember) {
        public Listing {
            Objects.requireNonNull(room, "room");
        }
    }

    /**
     * The rooms and conversations of a user: {@code #lobby} first, rooms by name, conversations newest first. A conversation
     * with an account that was removed is among them as long as its name isn't another one's. Nothing without an account.
     */
    void of(UserName user, Executor owner, Consumer<Outcome<List<Membership>>> answer);

    /**
     * Enters a room, which is made if there is none.
     *
     * @param room not the name of a conversation
     * @param isPrivate whether a room that is made is to be private; whoever made it is in it
     */
    void enter(
            UserName user,
            RoomName room,
            boolean isPrivate,
            Instant now,
            Executor owner,
            Consumer<Outcome<Entry>> answer);

    /**
     * The conversation of a user with another one, begun if there is none. Empty where there is no such account. The
     * second one is of the other user, who may read it from here on; {@link #of} tells the other one of it once something
     * was said.
     */
    void converse(
            UserName user,
            UserName other,
            Instant now,
            Executor owner,
            Consumer<Outcome<Optional<Conversation>>> answer);

    /**
     * A conversation from both sides.
     *
     * @param own of who asked
     * @param others of the other user; the same as {@code own} where somebody talks to oneself
     */
    record Conversation(Membership own, Membership others) {
        public Conversation {
            Objects.requireNonNull(own, "own");
            Objects.requireNonNull(others, "others");
        }
    }

    /**
     * Leaves a room; yields whether the user was in it. {@code #lobby} isn't left. When everybody has left a room, a public
     * one in which something was said stays, and any other one goes with its history. A conversation is only put away,
     * until somebody says something in it.
     */
    void leave(UserName user, RoomName room, Executor owner, Consumer<Outcome<Boolean>> answer);

    /** Lets a user into a private room; where everybody may enter it changes nothing. */
    void invite(
            UserName by, UserName user, RoomName room, Instant now, Executor owner, Consumer<Outcome<Change>> answer);

    /** Says what a room is about. */
    void setTopic(
            UserName by, RoomName room, String topic, Instant now, Executor owner, Consumer<Outcome<Change>> answer);

    /**
     * The public rooms, and those that the user is in or invited to; by name, no conversations. Read as {@link
     * History#page} is, so that a long list holds up nobody.
     */
    void list(UserName user, Executor owner, Consumer<Outcome<List<Listing>>> answer);

    /**
     * Notes up to where a user has read a room, which is not further than it goes. It never goes back.
     *
     * @param answer told whether that is further than before
     */
    void markRead(UserName user, long roomId, long seq, Executor owner, Consumer<Outcome<Boolean>> answer);
}
