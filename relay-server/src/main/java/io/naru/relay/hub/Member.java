package io.naru.relay.hub;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A user who is online, from one or several sessions; others see one user. Away is who is so everywhere, and the status
 * is that of the sessions in the state that is seen, the last word of them winning. Files are asked of one session: of
 * the one whose share changed last, so its share and its key are what others see.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Member {
    private final UserName name;
    private final long arrival;
    private final long sinceMillis;
    /** The oldest first. */
    private final List<Seat> seats = new ArrayList<>(1);

    private Role role;
    private Outgoing presence;
    private boolean hasNews;
    private long words;

    Member(UserName name, Role role, long arrival, long sinceMillis) {
        this.name = name;
        this.role = role;
        this.arrival = arrival;
        this.sinceMillis = sinceMillis;
    }

    /** The name as the account has it. */
    public UserName name() {
        return name;
    }

    /** What the user may do. */
    public Role role() {
        return role;
    }

    /** Grows with every member of a hub, and lies below the arrival of all of its seats but the first. */
    public long arrival() {
        return arrival;
    }

    /** False once the last session has left. */
    public boolean isOnline() {
        return !seats.isEmpty();
    }

    /** The user's sessions, the oldest first; a view. */
    public List<Seat> seats() {
        return Collections.unmodifiableList(seats);
    }

    /** A message for this user alone, to all sessions. */
    public void tell(RelayMessage message) {
        for (Seat seat : seats) {
            seat.outlet().tell(message);
        }
    }

    /**
     * The session that files are asked of: the one that last said that it shares other files than before, or else the
     * oldest of the extended level, or else the oldest.
     *
     * @throws IndexOutOfBoundsException if the user isn't online
     */
    public Seat filesSeat() {
        Seat best = seats.get(0);
        for (Seat seat : seats) {
            boolean isFirstExtended =
                    seat.outlet().level() == Level.EXTENDED && best.outlet().level() == Level.BASE;
            if (isFirstExtended || seat.sharedAt() > best.sharedAt()) {
                best = seat;
            }
        }
        return best;
    }

    /** The sessions whose clients know more than base clients do, the oldest first. */
    public List<Seat> extendedSeats() {
        return seats.stream()
                .filter(seat -> seat.outlet().level() == Level.EXTENDED)
                .toList();
    }

    /** One more session. */
    Seat sit(Newcomer newcomer, Outlet outlet, long seatArrival) {
        Seat seat = new Seat(this, newcomer, outlet, seatArrival);
        seats.add(seat);
        role = newcomer.role();
        refresh();
        return seat;
    }

    /** One session less. */
    void rise(Seat seat) {
        seat.leave();
        seats.remove(seat);
        if (isOnline()) {
            refresh();
        }
    }

    /** What it may do from now on. */
    void setRole(Role other) {
        role = other;
        refresh();
    }

    /** Takes back what the user says of itself in words. */
    void clearStatus() {
        seats.forEach(Seat::clearStatus);
        refresh();
    }

    /** What others are to see of this user now. */
    Outgoing presence() {
        return presence;
    }

    /** The user says something of itself. */
    void onPresence(Seat seat, ClientMessage.Presence told) {
        seat.onPresence(told, ++words);
        refresh();
    }

    /** Whether there was something new to see since this was last asked. */
    boolean takeNews() {
        boolean had = hasNews;
        hasNews = false;
        return had;
    }

    /** What others are to see of who has left. */
    Outgoing absence(long nowMillis) {
        Optional<Fingerprint> fingerprint = ((RelayMessage.Presence) presence.message()).fingerprint();
        return new Outgoing(new RelayMessage.Presence(
                name,
                PresenceState.OFFLINE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(nowMillis),
                "",
                fingerprint,
                role));
    }

    private void refresh() {
        PresenceState state = state();
        Seat files = filesSeat();
        RelayMessage.Presence now = new RelayMessage.Presence(
                name,
                state,
                files.sharedFiles(),
                files.sharedOctets(),
                OptionalLong.of(sinceMillis),
                status(state),
                files.fingerprint(),
                role);
        if (presence == null || !now.equals(presence.message())) {
            presence = new Outgoing(now);
            hasNews = true;
        }
    }

    /** A session that has said nothing yet decides nothing: who is away stays so until it has. */
    private PresenceState state() {
        boolean isAwaySomewhere = false;
        for (Seat seat : seats) {
            if (seat.isIn(PresenceState.ONLINE)) {
                return PresenceState.ONLINE;
            }
            isAwaySomewhere |= seat.isIn(PresenceState.AWAY);
        }
        return isAwaySomewhere ? PresenceState.AWAY : PresenceState.ONLINE;
    }

    private String status(PresenceState state) {
        String last = "";
        long lastAt = 0;
        for (Seat seat : seats) {
            if (seat.isIn(state) && seat.spokeAt() > lastAt) {
                last = seat.status();
                lastAt = seat.spokeAt();
            }
        }
        return last;
    }
}
