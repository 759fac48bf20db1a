package io.naru.relay.store;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What was said. Appending is durable: it is answered after it is committed and synced, many at once in one commit.
 * Appends are answered in the order of asking. Pages and searches are read by a thread of their own, so that they hold up no
 * append; they see everything whose appending was answered before they were asked for.
 *
 * <p>Threading: as {@link Accounts} says.
 */
public interface History {
    /**
     * A message to be kept.
     *
     * @param roomId which room; that the author may speak there was checked
     * @param room as the author knows it, for what is told back
     * @param author who says it
     * @param id the author's; absent from base clients
     * @param text what
     * @param replyTo seq of the message that is answered, if one is
     * @param at when
     */
    record Append(
            long roomId,
            RoomName room,
            UserName author,
            Optional<MessageId> id,
            String text,
            OptionalLong replyTo,
            Instant at) {
        public Append {
            Objects.requireNonNull(room, "room");
            Objects.requireNonNull(author, "author");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(replyTo, "replyTo");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * What became of it.
     *
     * @param roomId where it is, which for a repetition may be another room than was asked for
     * @param message as it is kept; for a repetition the first one
     * @param isRepeated whether the author has said something under this id before; then nothing was added
     */
    record Appended(long roomId, StoredMessage message, boolean isRepeated) {
        public Appended {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * Which part of a room's history is wanted: behind a seq, or before one, or the newest.
     *
     * @param room as who asks knows it, for what is told back
     * @param limit how many messages at most, from 1
     * @param octetsMax how long their texts may be together; one message comes however long it is
     */
    record PageQuery(long roomId, RoomName room, OptionalLong after, OptionalLong before, int limit, long octetsMax) {
        public PageQuery {
            Objects.requireNonNull(room, "room");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(before, "before");
        }
    }

    /**
     * A part of a room's history, oldest first and without gaps but where messages are no longer kept.
     *
     * @param room as it is now; empty if there is no such room any more
     * @param hasMore whether there are more in the direction that was asked for
     */
    record Page(Optional<StoredRoom> room, List<StoredMessage> messages, boolean hasMore) {
        public Page {
            Objects.requireNonNull(room, "room");
            messages = List.copyOf(messages);
        }
    }

    /**
     * What is searched for.
     *
     * @param user who asks: only rooms that this user is in, and the user's conversations, are searched
     * @param roomId which room alone, or all of them
     * @param words in the user's writing; all of them must occur, in any order, as parts of words too, without case; none
     *     finds nothing
     * @param before where the page before ended; empty at first
     * @param limit how many at most, from 1
     */
    record Search(UserName user, OptionalLong roomId, String words, OptionalLong before, int limit) {
        public Search {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(roomId, "roomId");
            Objects.requireNonNull(words, "words");
            Objects.requireNonNull(before, "before");
        }
    }

    /**
     * What was found, newest first.
     *
     * @param at where the next page begins: a seq if one room was searched, else a number of this store, which tells how
     *     much is said in all rooms together and is for nobody else
     * @param hasMore whether there may be a next page; a page may be short, or empty, and there is one all the same, because
     *     a search looks at a bounded number of messages at a time
     */
    record Found(List<StoredMessage> messages, long at, boolean hasMore) {
        public Found {
            messages = List.copyOf(messages);
        }
    }

    /**
     * How much of each room is kept; what is older or more goes, oldest first.
     *
     * @param age empty for ever
     * @param messages how many; {@link Long#MAX_VALUE} for all
     * @param octets of their texts together; {@link Long#MAX_VALUE} for all
     */
    record Retention(Optional<Duration> age, long messages, long octets) {
        /** Everything, for ever. */
        public static final Retention EVERYTHING = new Retention(Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE);

        public Retention {
            Objects.requireNonNull(age, "age");
        }
    }

    /**
     * Keeps a message. It fails where the author's account, the room, or the other account of a conversation is gone by
     * then. An id is known as long as its message is kept. A message is never older than the one before it in its room: the
     * time that is kept is at least that one's.
     */
    void append(Append message, Executor owner, Consumer<Outcome<Appended>> answer);

    /** A part of a room's history; whether who asks may read it was checked. */
    void page(PageQuery query, Executor owner, Consumer<Outcome<Page>> answer);

    /** Searches. */
    void search(Search search, Executor owner, Consumer<Outcome<Found>> answer);

    /**
     * Forgets what is more than is to be kept, some at a time.
     *
     * @param answer told how many messages went, 0 when there is nothing left to do for now
     */
    void prune(Retention retention, Instant now, Executor owner, Consumer<Outcome<Long>> answer);

    /**
     * Gives every room a new epoch, for whoever has restored the store from a backup: what clients remember of the rooms
     * means nothing from then on. Not while a relay serves them.
     *
     * @param answer told how many rooms there are
     */
    void renewEpochs(AuditEntry entry, Executor owner, Consumer<Outcome<Long>> answer);
}
