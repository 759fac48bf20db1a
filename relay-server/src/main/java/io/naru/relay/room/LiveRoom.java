package io.naru.relay.room;

import io.naru.common.message.RoomName;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Room;
import io.naru.relay.store.StoredRoom;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A room, or a conversation of two, of which somebody is online.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class LiveRoom {
    private final long id;
    private final boolean isDirect;
    /** The sessions that get what is said. Of a conversation there are none, since its two users know it by two names. */
    private final Room audience;

    /** Of the users who are online; the longest one first. */
    private final Map<Member, Place> places = new LinkedHashMap<>();

    private long oldestSeq;
    private long lastSeq;

    LiveRoom(StoredRoom stored) {
        this.id = stored.id();
        this.isDirect = stored.name().isDirect();
        this.audience = new Room(stored.name());
    }

    long id() {
        return id;
    }

    boolean isDirect() {
        return isDirect;
    }

    boolean isLobby() {
        return !isDirect && audience.name().equals(RoomName.LOBBY);
    }

    Room audience() {
        return audience;
    }

    Map<Member, Place> places() {
        return places;
    }

    /** The newest message that anybody was told of, or that was there when somebody came. */
    long lastSeq() {
        return lastSeq;
    }

    long oldestSeq() {
        return oldestSeq;
    }

    /** The store has told of the room, or of a message in it. */
    void onKnown(long oldest, long last) {
        oldestSeq = Math.max(oldestSeq, oldest);
        lastSeq = Math.max(lastSeq, last);
    }
}
