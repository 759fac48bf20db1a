package io.naru.relay.store;

import io.naru.common.message.RoomName;

/**
 * What all stores check about rooms before they touch anything.
 *
 * <p>Threading: stateless.
 */
final class RoomRules {
    private RoomRules() {}

    /** @throws IllegalArgumentException for a conversation, which is begun by {@link Rooms#converse} */
    static void checkNamed(RoomName room) {
        if (room.isDirect()) {
            throw new IllegalArgumentException("a conversation isn't entered: " + room);
        }
    }
}
