package io.naru.client.talk;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An own message as it is kept on disk until its receipt.
 *
 * @param replyEpoch of the history in which the answered message was seen; empty where that isn't known, or none is answered
 * @param at when it was said
 * @param isHeld whether it waits for the user rather than for the relay
 */
record Kept(
        MessageId id, RoomName room, String text, OptionalLong replyTo, String replyEpoch, Instant at, boolean isHeld) {
    Kept {
        Objects.requireNonNull(id);
        Objects.requireNonNull(room);
        Objects.requireNonNull(text);
        Objects.requireNonNull(replyTo);
        Objects.requireNonNull(replyEpoch);
        Objects.requireNonNull(at);
    }

    /** The same, held or not. */
    Kept held(boolean isToBe) {
        return new Kept(id, room, text, replyTo, replyEpoch, at, isToBe);
    }
}
