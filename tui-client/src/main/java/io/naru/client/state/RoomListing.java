package io.naru.client.state;

import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * A room in the list of those that there are.
 *
 * @param room which one
 * @param name for drawing
 * @param members how many are in it
 * @param topic may be empty
 * @param isPrivate whether one has to be invited
 * @param isMember whether this user is in it
 */
public record RoomListing(
        RoomName room, SafeText name, long members, SafeText topic, boolean isPrivate, boolean isMember) {
    public RoomListing {
        Objects.requireNonNull(room);
        Objects.requireNonNull(name);
        Objects.requireNonNull(topic);
    }
}
