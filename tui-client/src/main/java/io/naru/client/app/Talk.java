package io.naru.client.app;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rooms, and what is said in them: the part of the {@link Engine} that chat needs. What comes of a call is told by
 * {@link io.naru.client.event.RoomEvent} or {@code RequestRefused}.
 *
 * <p>Threading: every method from any thread; none blocks.
 */
public interface Talk {
    /**
     * Says something. It is on this disk before it is on its way, and until its receipt comes. Told by the own
     * {@code ChatReceived} with this id, or by {@code ChatRefused} when it can't be taken; without a link it waits for one,
     * told by {@code Pending}.
     *
     * @param id unique among the messages of this user
     * @param replyTo seq of the message in that room that is answered, if one is
     */
    void say(MessageId id, RoomName room, String text, OptionalLong replyTo);

    /** Sends a message again that is held or was refused, under the same id where the relay may have it. */
    void resend(MessageId id);

    /** Forgets a message that has no receipt. Told by {@code Dropped}. It may have arrived nevertheless. */
    void drop(MessageId id);

    /** Enters a room, making it if there is none; with {@code @user}, opens the conversation. Told by {@code Entered}. */
    void join(RoomName room, boolean isPrivate);

    /** Leaves a room. Told by {@code Left}. */
    void leaveRoom(RoomName room);

    /** Asks which rooms there are. Told by {@code RoomsListed}. */
    void listRooms();

    /** Says what a room is about. Told by {@code TopicSet}. */
    void setTopic(RoomName room, String text);

    /** Lets somebody into a private room. Told by {@code Invited}. */
    void invite(RoomName room, UserName user);

    /** Says up to where the user has read a room. Small steps are sent together. */
    void markRead(RoomName room, long seq);

    /**
     * Asks for what was said before a message, or for the newest. Told by {@code Past}.
     *
     * @param request comes back with the answer
     * @param before empty for the newest
     * @param limit how many, 1 to 200
     */
    void past(RoomName room, long request, OptionalLong before, int limit);

    /** Asks for what was said around a message. Told by {@code Past}. */
    void around(RoomName room, long request, long seq);

    /**
     * Searches what was said, newest first. Told by {@code Found}.
     *
     * @param request comes back with the answer
     * @param room one alone, or all that the user is in
     * @param from {@code next} of the page before, empty at first
     */
    void search(long request, String words, Optional<RoomName> room, OptionalLong from);
}
