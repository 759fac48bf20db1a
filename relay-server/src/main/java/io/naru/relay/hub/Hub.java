package io.naru.relay.hub;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileExchange;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.Level;
import io.naru.common.wire.Limits;
import io.naru.relay.metrics.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The users who are online, and what everybody is told of them. What they say, and in which rooms, isn't seen to here.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Hub {
    private final Map<UserName, Member> byName = new HashMap<>();
    private final TreeMap<Long, Member> byArrival = new TreeMap<>();
    private final Room lobby = new Room(RoomName.LOBBY);
    private final FileRouter files;
    private final int maxUsers;
    private long arrivals;

    /**
     * A hub with nobody in it.
     *
     * @param maxUsers how many may be online at once
     * @param limits how long a frame may be
     */
    public Hub(int maxUsers, Limits limits, Counters counters) {
        this.files = new FileRouter(this, limits.frameOctets(), counters);
        this.maxUsers = maxUsers;
    }

    /** How many users are online. */
    public int size() {
        return byName.size();
    }

    /** Whether nobody else can come in. */
    public boolean isFull() {
        return byName.size() >= maxUsers;
    }

    /** The user of a name, if online. */
    public Optional<Member> find(UserName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A session of somebody comes in. The first one of a user is told to the others; a further one only if others see
     * something else of the user by it. Whoever comes in learns who is there by {@link #tellRoster}.
     *
     * @throws IllegalStateException if nobody of that name is online and the hub is full
     */
    public Seat join(Newcomer newcomer, Outlet outlet, long nowMillis) {
        Member known = byName.get(newcomer.name());
        if (known == null && isFull()) {
            throw new IllegalStateException("checked before: there is room for one more user");
        }
        long arrival = ++arrivals;
        Member member = known == null ? new Member(newcomer.name(), newcomer.role(), arrival, nowMillis) : known;
        Seat seat = member.sit(newcomer, outlet, arrival);
        announce(member);
        byName.put(member.name(), member);
        byArrival.put(member.arrival(), member);
        lobby.add(seat);
        return seat;
    }

    /** A session goes. With the last one of a user the user goes, and the others are told. */
    public void leave(Seat seat, long nowMillis) {
        if (!seat.isTaken()) {
            return;
        }
        Member member = seat.member();
        member.rise(seat);
        lobby.remove(seat);
        if (member.isOnline()) {
            announce(member);
        } else {
            byName.remove(member.name());
            byArrival.remove(member.arrival());
            lobby.broadcast(member.absence(nowMillis));
        }
    }

    /**
     * Tells a session who is there, its own user included, some at a time.
     *
     * @param after 0 at first, then what the last call returned
     * @param most how many to tell of
     * @return where to go on, 0 when that was everybody who had come before the session
     */
    public long tellRoster(Seat seat, long after, int most) {
        long at = after;
        for (int i = 0; i < most; i++) {
            Map.Entry<Long, Member> next = byArrival.higherEntry(at);
            if (next == null || next.getKey() > seat.arrival()) {
                return 0;
            }
            at = next.getKey();
            seat.outlet().tell(next.getValue().presence());
        }
        return at;
    }

    /** Keeps what a user says of itself, for {@link #announce}. */
    public void onPresence(Seat seat, ClientMessage.Presence presence) {
        seat.member().onPresence(seat, presence);
    }

    /** A user may do something else from now on; everybody is told. */
    public void setRole(Member member, Role role) {
        member.setRole(role);
        announce(member);
    }

    /** Takes a user's status back; everybody is told if there was one. */
    public void clearStatus(Member member) {
        member.clearStatus();
        announce(member);
    }

    /**
     * The relay says something to the room.
     *
     * @param but who isn't told, in no session, if anybody
     */
    public void notice(String text, Optional<Member> but, long nowMillis) {
        Outgoing said =
                new Outgoing(new RelayMessage.Notice(text, Optional.of(lobby.name()), OptionalLong.of(nowMillis)));
        if (but.isPresent()) {
            lobby.broadcastExcept(but.get(), said);
        } else {
            lobby.broadcast(said);
        }
    }

    /** Tells everybody what there is to see of a user, unless they know. */
    public void announce(Member member) {
        if (member.isOnline() && member.takeNews()) {
            lobby.broadcast(member.presence());
        }
    }

    /**
     * Passes a FILE frame on to whom it names, with the sender's name in it.
     *
     * @return why it wasn't, if it wasn't
     */
    public Optional<Refusal> file(Seat sender, FileEnvelope envelope) {
        return files.route(sender, envelope);
    }

    /**
     * Puts a search to everybody else, in the session that is asked for files, and tells the asker how many that are: also
     * to those who seem to share nothing, so that nothing shows of what is shared with some. Those for whom much waits
     * already aren't asked.
     */
    public void search(Seat asker, FileExchange.FindRequest find) {
        Outgoing question = new Outgoing(new RelayMessage.File(
                new FileExchange.FindRequest(asker.member().name(), find.requestId(), find.query())));
        long asked = 0;
        for (Member member : byArrival.values()) {
            Seat seat = member.filesSeat();
            boolean canAnswer = member != asker.member() && seat.outlet().level() == Level.EXTENDED;
            if (canAnswer && seat.outlet().broadcastUnlessBusy(question)) {
                asked++;
            }
        }
        asker.onAsked();
        asker.outlet()
                .tell(new RelayMessage.File(
                        new FileExchange.FindEnd(asker.member().name(), find.requestId(), 0, OptionalLong.of(asked))));
    }
}
