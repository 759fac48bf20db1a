package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A room, or what two users say to each other, as it is kept.
 *
 * @param id never given to another one
 * @param name of a room; of a conversation between two the name by which the user who asked knows it, {@code @} and the
 *     other's name
 * @param isPrivate whether members must be invited
 * @param epoch of its history: random, and another one when the history isn't the one of before
 * @param oldestSeq of the oldest message that is kept; one more than {@code lastSeq} where none is
 * @param lastSeq of the newest message, 0 where nothing was said yet
 * @param topic one line; may be empty
 * @param topicBy who set it
 * @param topicAt when
 */
public record StoredRoom(
        long id,
        RoomName name,
        boolean isPrivate,
        String epoch,
        long oldestSeq,
        long lastSeq,
        String topic,
        Optional<UserName> topicBy,
        Optional<Instant> topicAt) {
    public StoredRoom {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(topicBy, "topicBy");
        Objects.requireNonNull(topicAt, "topicAt");
    }
}
