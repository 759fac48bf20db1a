package io.naru.relay.session;

import io.naru.relay.hub.Hub;
import io.naru.relay.hub.Seat;

/**
 * Tells a client that has just logged in who else is there, some at a time, so that in a full relay the list doesn't
 * overflow the queue of the one who asked for nothing but to log in. Until it is told everything nothing more is read from
 * that client, so what it sends behind its login is answered behind the list.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Greeting extends Telling {
    private static final int MEMBERS_AT_A_TIME = 256;

    private final Hub hub;
    private final Seat seat;
    private long told;

    Greeting(Session session, Hub hub, Seat seat, Runnable whenTold) {
        super(session, whenTold);
        this.hub = hub;
        this.seat = seat;
    }

    @Override
    boolean tellPart() {
        told = hub.tellRoster(seat, told, MEMBERS_AT_A_TIME);
        return told == 0;
    }
}
