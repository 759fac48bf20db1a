package io.naru.relay.hub;

import io.naru.common.message.RoomName;
import java.util.ArrayList;
import java.util.List;

/**
 * Who gets what is said in one place.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Room {
    private final RoomName name;
    private final List<Member> members = new ArrayList<>();

    Room(RoomName name) {
        this.name = name;
    }

    RoomName name() {
        return name;
    }

    int size() {
        return members.size();
    }

    void add(Member member) {
        member.place = members.size();
        members.add(member);
    }

    /** The last one takes the place of the one who leaves: order means nothing here. */
    void remove(Member member) {
        Member last = members.remove(members.size() - 1);
        if (last != member) {
            members.set(member.place, last);
            last.place = member.place;
        }
    }

    /** Nobody joins or leaves meanwhile: outlets only queue. */
    void broadcast(Outgoing message) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).outlet().broadcast(message);
        }
    }

    void broadcastExcept(Member left, Outgoing message) {
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member != left) {
                member.outlet().broadcast(message);
            }
        }
    }
}
