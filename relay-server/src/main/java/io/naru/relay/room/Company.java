package io.naru.relay.room;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.relay.hub.Member;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Who else is in rooms and online, as messages: found while they are taken, so that nobody is told of who has left
 * meanwhile. Of the lobby and of conversations nothing is told.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Company implements Iterator<RelayMessage> {
    private final Iterator<Place> rooms;
    /** Null before the first room. */
    private Place room;

    private Iterator<Member> members = Collections.emptyIterator();
    private Member next;

    Company(List<Place> places) {
        this.rooms = List.copyOf(places).iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null || !room.room().places().containsKey(next)) {
            if (members.hasNext()) {
                next = other(members.next());
            } else if (rooms.hasNext()) {
                enter(rooms.next());
            } else {
                next = null;
                return false;
            }
        }
        return true;
    }

    private Member other(Member member) {
        return member == room.member() ? null : member;
    }

    private void enter(Place place) {
        room = place;
        next = null;
        boolean isTold = !place.isLobby() && !place.room().isDirect();
        members = isTold ? List.copyOf(place.room().places().keySet()).iterator() : Collections.emptyIterator();
    }

    @Override
    public RelayMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Member told = next;
        next = null;
        return new RoomNews.Joined(told.name(), room.name());
    }
}
