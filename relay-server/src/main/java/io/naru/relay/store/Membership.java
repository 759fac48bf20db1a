package io.naru.relay.store;

import java.util.Objects;

/**
 * That a user is in a room.
 *
 * @param room as the user knows it
 * @param readSeq up to where the user has read it
 */
public record Membership(StoredRoom room, long readSeq) {
    public Membership {
        Objects.requireNonNull(room, "room");
    }
}
