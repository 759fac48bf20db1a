package io.naru.relay.hub;

import io.naru.common.message.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who gets what is said in one place.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Room {
    private final RoomName name;
    private final List<Seat> seats = new ArrayList<>();
    /** Where each stands in the list. */
    private final Map<Seat, Integer> places = new HashMap<>();

    /** A room with nobody in it. */
    public Room(RoomName name) {
        this.name = name;
    }

    /** What it is called. */
    public RoomName name() {
        return name;
    }

    /** From here on the session gets what is said. */
    public void add(Seat seat) {
        places.put(seat, seats.size());
        seats.add(seat);
    }

    /** From here on it doesn't. */
    public void remove(Seat seat) {
        Integer place = places.remove(seat);
        if (place == null) {
            return;
        }
        // The last one takes the place of the one who leaves: order means nothing here.
        Seat last = seats.remove(seats.size() - 1);
        if (last != seat) {
            seats.set(place, last);
            places.put(last, place);
        }
    }

    /** Nobody joins or leaves meanwhile: outlets only queue. */
    public void broadcast(Outgoing message) {
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).outlet().broadcast(message);
        }
    }

    /** To all but one session. */
    public void broadcastExcept(Seat left, Outgoing message) {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            if (seat != left) {
                seat.outlet().broadcast(message);
            }
        }
    }

    /** To all but the sessions of one user. */
    public void broadcastExcept(Member left, Outgoing message) {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            if (seat.member() != left) {
                seat.outlet().broadcast(message);
            }
        }
    }
}
