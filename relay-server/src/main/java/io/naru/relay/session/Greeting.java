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
final class Greeting {
    private static final int MEMBERS_AT_A_TIME = 256;

    private final Session session;
    private final Hub hub;
    private final Seat seat;
    private final Runnable whenTold;
    private long told;
    private boolean isPlanned;

    Greeting(Session session, Hub hub, Seat seat, Runnable whenTold) {
        this.session = session;
        this.hub = hub;
        this.seat = seat;
        this.whenTold = whenTold;
    }

    /** Tells the first ones, and the others by and by. */
    void begin() {
        tellSome();
    }

    /** Less waits than before. */
    void onDrained() {
        if (!isPlanned) {
            tellSome();
        }
    }

    private void tellSome() {
        isPlanned = false;
        told = hub.tellRoster(seat, told, MEMBERS_AT_A_TIME);
        if (told == 0) {
            whenTold.run();
        } else if (!session.connection().isCongested()) {
            isPlanned = true;
            session.connection().execute(this::tellSome);
        }
    }
}
