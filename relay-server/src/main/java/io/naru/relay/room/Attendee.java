package io.naru.relay.room;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.wire.Level;
import io.naru.relay.hub.Outgoing;
import io.naru.relay.hub.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A user who is online and knows which rooms are its own: in which of its sessions, and which rooms.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Attendee {
    /** Those that were told of the rooms; the oldest first. */
    private final List<Seat> seats = new ArrayList<>(1);

    private final Map<RoomName, Place> places = new LinkedHashMap<>();

    List<Seat> seats() {
        return seats;
    }

    Map<RoomName, Place> places() {
        return places;
    }

    boolean hasExtendedSeat() {
        return seats.stream().anyMatch(Attendee::isExtended);
    }

    static boolean isExtended(Seat seat) {
        return seat.outlet().level() == Level.EXTENDED;
    }

    /** Lets a session hear what is said in a room; a base client hears the lobby alone. */
    static void seat(Seat seat, LiveRoom room) {
        if (!room.isDirect() && (isExtended(seat) || room.isLobby())) {
            room.audience().add(seat);
        }
    }

    /**
     * Something was said in a conversation of this user: base clients are told if no other one is there.
     *
     * @param isAuthor whether this user has said it, which base clients aren't told
     */
    void tellDirectly(Outgoing said, boolean isAuthor) {
        boolean isForBase = !isAuthor && !hasExtendedSeat();
        for (Seat seat : seats) {
            if (isForBase || isExtended(seat)) {
                seat.outlet().broadcast(said);
            }
        }
    }

    /** News to all sessions but one, which may be none of the user's. */
    void tellExcept(Seat left, RelayMessage news) {
        for (Seat seat : seats) {
            if (seat != left) {
                seat.outlet().tell(news);
            }
        }
    }
}
