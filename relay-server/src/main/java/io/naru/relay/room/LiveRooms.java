package io.naru.relay.room;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Outgoing;
import io.naru.relay.hub.Seat;
import io.naru.relay.store.Membership;
import io.naru.relay.store.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who of those who are online is in which room, and what they are told of it. A session is told nothing of any room before
 * it was told of all that its user is in, all at once; from then on it is told everything.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class LiveRooms {
    private final Map<Long, LiveRoom> byId = new HashMap<>();
    private final Map<Member, Attendee> attendees = new HashMap<>();

    /** In how many rooms and conversations somebody is who is online. */
    public int size() {
        return byId.size();
    }

    /**
     * A session learns of its user's rooms; with the first one of a user, the others in these rooms learn of the user.
     *
     * @param memberships as the store has just told them
     * @return who else is in the rooms, for this session, to be told by and by
     */
    public Iterator<RelayMessage> settle(Seat seat, List<Membership> memberships) {
        Member member = seat.member();
        boolean isFirst = !attendees.containsKey(member);
        Attendee attendee = attendees.computeIfAbsent(member, who -> new Attendee());
        for (Membership membership : memberships) {
            boolean isNew = isNew(attendee, membership);
            Place place = attend(attendee, member, membership);
            if (isFirst) {
                tellOthers(place, new RoomNews.Joined(member.name(), place.name()));
            } else if (isNew) {
                welcome(attendee, place, null);
            }
        }
        attendee.seats().add(seat);
        for (Place place : attendee.places().values()) {
            Attendee.seat(seat, place.room());
            seat.outlet().tell(place.entered(Optional.empty()));
        }
        return new Company(new ArrayList<>(attendee.places().values()));
    }

    /** Whether a user doesn't know a room yet, or knows another one by its name, which may be that of another account now. */
    private static boolean isNew(Attendee attendee, Membership membership) {
        Place known = attendee.places().get(membership.room().name());
        return known == null || known.roomId() != membership.room().id();
    }

    /**
     * Lets those sessions of a user that know its rooms hear what is said in one more, and tells all but one of it, and who
     * else is in it.
     */
    private void welcome(Attendee attendee, Place place, Seat asker) {
        for (Seat seat : attendee.seats()) {
            Attendee.seat(seat, place.room());
            if (seat != asker) {
                seat.outlet().tell(place.entered(Optional.empty()));
                seat.outlet().tellByAndBy(company(place));
            }
        }
    }

    private Place attend(Attendee attendee, Member member, Membership membership) {
        Place known = attendee.places().get(membership.room().name());
        if (known != null && known.roomId() == membership.room().id()) {
            known.refresh(membership);
            return known;
        }
        if (known != null) {
            attendee.seats().forEach(known.room().audience()::remove);
            vacate(known);
        }
        LiveRoom room = byId.computeIfAbsent(membership.room().id(), id -> new LiveRoom(membership.room()));
        Place place = new Place(room, member, membership);
        attendee.places().put(place.name(), place);
        room.places().put(member, place);
        return place;
    }

    /** A session goes; with the last one of a user, the user is in no room for as long as it is away. */
    public void leave(Seat seat) {
        Attendee attendee = attendees.get(seat.member());
        if (attendee == null || !attendee.seats().remove(seat)) {
            return;
        }
        for (Place place : attendee.places().values()) {
            place.room().audience().remove(seat);
        }
        if (attendee.seats().isEmpty()) {
            attendees.remove(seat.member());
            attendee.places().values().forEach(this::vacate);
        }
    }

    private void vacate(Place place) {
        LiveRoom room = place.room();
        room.places().remove(place.member());
        if (room.places().isEmpty()) {
            byId.remove(room.id());
        }
    }

    /** Whether a user has a session that knows its rooms. */
    public boolean isSettled(Member member) {
        return attendees.containsKey(member);
    }

    /** Where a user is in a room, if it is. */
    public Optional<Place> place(Member member, RoomName room) {
        Attendee attendee = attendees.get(member);
        return Optional.ofNullable(attendee == null ? null : attendee.places().get(room));
    }

    /**
     * A user is in a room, as the store has just said; whoever doesn't know is told.
     *
     * @param asker the session that asked for it, if one did
     * @param request its request
     * @return empty if the user isn't online, or will hear of it in a moment with all its rooms
     */
    public Optional<Place> enter(
            Member member, Membership membership, Optional<Seat> asker, Optional<RequestId> request) {
        Attendee attendee = attendees.get(member);
        if (attendee == null) {
            return Optional.empty();
        }
        boolean isNew = isNew(attendee, membership);
        Place place = attend(attendee, member, membership);
        place.isDoubtful = false;
        if (isNew) {
            tellOthers(place, new RoomNews.Joined(member.name(), place.name()));
            welcome(attendee, place, asker.orElse(null));
        }
        asker.filter(attendee.seats()::contains).ifPresent(seat -> seat.outlet().tell(place.entered(request)));
        return Optional.of(place);
    }

    /** Accounts may be gone: before anything more is said to them, the store is asked with whom the conversation is. */
    public void doubt(Predicate<UserName> gone) {
        for (Attendee attendee : attendees.values()) {
            for (Place place : attendee.places().values()) {
                if (place.room().isDirect() && gone.test(other(place))) {
                    place.doubt();
                }
            }
        }
    }

    private static UserName other(Place conversation) {
        return UserName.of(conversation.name().display().substring(1));
    }

    /** A user isn't in a room any more, as the store has just said. */
    public void exit(Member member, RoomName name, Seat asker, RequestId request) {
        Attendee attendee = attendees.get(member);
        Place place = attendee == null ? null : attendee.places().remove(name);
        if (place == null) {
            return;
        }
        attendee.seats().forEach(place.room().audience()::remove);
        vacate(place);
        RoomNews.Left left = new RoomNews.Left(member.name(), place.name(), Optional.empty());
        attendee.tellExcept(asker, left);
        if (attendee.seats().contains(asker)) {
            asker.outlet().tell(new RoomNews.Left(member.name(), place.name(), Optional.of(request)));
        }
        tellOthers(place, left);
    }

    /** Who else is in a room, for a session that has just entered it. */
    public Iterator<RelayMessage> company(Place place) {
        return new Company(List.of(place));
    }

    /** News for everybody in the same room but the user's own sessions; of the lobby and conversations there are none. */
    private void tellOthers(Place place, RoomNews news) {
        if (!place.isLobby() && !place.room().isDirect()) {
            place.room().audience().broadcastExcept(place.member(), new Outgoing(news));
        }
    }

    /** News for all in a room but one session. */
    public void tellRoom(Place place, Seat left, RoomNews news) {
        place.room().audience().broadcastExcept(left, new Outgoing(news));
    }

    /** News for a user's other sessions. */
    public void tellOwn(Place place, Seat left, RoomNews news) {
        Attendee attendee = attendees.get(place.member());
        if (attendee != null) {
            attendee.tellExcept(left, news);
        }
    }

    /**
     * Something was said and is kept: all who are in the room are told, in all of their sessions, the author included, whose
     * own copy is the receipt. Only the base client that it was typed in shows it already.
     *
     * @param said the session that it came from
     */
    public void deliver(long roomId, StoredMessage message, Seat said) {
        LiveRoom room = byId.get(roomId);
        if (room == null) {
            return;
        }
        room.onKnown(1, message.seq());
        if (room.isDirect()) {
            for (Map.Entry<Member, Place> entry : room.places().entrySet()) {
                Outgoing outgoing =
                        new Outgoing(Spoken.live(message, entry.getValue().name()));
                boolean isAuthor = entry.getKey().name().equals(message.author());
                attendees.get(entry.getKey()).tellDirectly(outgoing, isAuthor);
            }
            return;
        }
        Outgoing outgoing = new Outgoing(Spoken.live(message, room.audience().name()));
        if (Attendee.isExtended(said)) {
            room.audience().broadcast(outgoing);
        } else {
            room.audience().broadcastExcept(said, outgoing);
        }
    }
}
