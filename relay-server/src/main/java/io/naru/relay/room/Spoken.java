package io.naru.relay.room;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.relay.store.StoredMessage;
import java.util.Optional;
import java.util.OptionalLong;

/** What is kept of a message, as it is told. */
public final class Spoken {
    private Spoken() {}

    /**
     * As it is said, or said again to who has repeated it.
     *
     * @param room as the one who is told knows it
     */
    public static RelayMessage live(StoredMessage message, RoomName room) {
        return chat(message, room, Optional.empty());
    }

    /** As a part of an answer. */
    public static RelayMessage past(StoredMessage message, RequestId request) {
        return chat(message, message.room(), Optional.of(request));
    }

    private static RelayMessage chat(StoredMessage message, RoomName room, Optional<RequestId> request) {
        return new RelayMessage.Chat(
                message.author(),
                message.text(),
                message.id(),
                Optional.of(room),
                OptionalLong.of(message.seq()),
                OptionalLong.of(message.at().toEpochMilli()),
                request,
                message.replyTo());
    }
}
