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
final class Room {
    private final RoomName name;
    private final List<Seat> seats = new ArrayList<>();
    /** Where each stands in the list. */
    private final Map<Seat, Integer> places = new HashMap<>();

    Room(RoomName name) {
        this.name = name;
    }

    RoomName name() {
        return name;
    }

    void add(Seat seat) {
        places.put(seat, seats.size());
        seats.add(seat);
    }

    /** The last one takes the place of the one who leaves: order means nothing here. */
    void remove(Seat seat) {
        int place = places.remove(seat);
        Seat last = seats.remove(seats.size() - 1);
        if (last != seat) {
            seats.set(place, last);
            places.put(last, place);
        }
    }

    /** Nobody joins or leaves meanwhile: outlets only queue. */
    void broadcast(Outgoing message) {
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).outlet().broadcast(message);
        }
    }

    /** To all but one session. */
    void broadcastExcept(Seat left, Outgoing message) {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            if (seat != left) {
                seat.outlet().broadcast(message);
            }
        }
    }

    /** To all but the sessions of one user. */
    void broadcastExcept(Member left, Outgoing message) {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            if (seat.member() != left) {
                seat.outlet().broadcast(message);
            }
        }
    }
}
