package io.naru.relay.store;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message as it is kept.
 *
 * @param room as the user who asked knows it
 * @param seq its place in the room, from 1, dense
 * @param author who said it, as the account was called then
 * @param id as the author's client gave it; absent for base clients
 * @param text what was said
 * @param replyTo seq of the message that is answered, if one is
 * @param at when the relay took it; kept in milliseconds
 */
public record StoredMessage(
        RoomName room,
        long seq,
        UserName author,
        Optional<MessageId> id,
        String text,
        OptionalLong replyTo,
        Instant at) {
    public StoredMessage {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(replyTo, "replyTo");
        Objects.requireNonNull(at, "at");
    }
}
