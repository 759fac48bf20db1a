package io.naru.relay.session;

import io.naru.common.message.Endpoint;
import io.naru.relay.hub.Newcomer;
import io.naru.relay.hub.Seat;
import io.naru.relay.store.Account;

/**
 * What a session has from its login to its end: a place in the room, and what comes with it.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Stay {
    private final Session session;
    private final Environment environment;
    private final Seat seat;
    private final Conversation conversation;
    /** Null once the client knows who is there, and in which rooms it is. */
    private Arrival arrival;

    /** Welcomes a user and gives it a seat in the room. */
    Stay(Session session, Environment environment, Verdict.Accepted accepted) {
        this.session = session;
        this.environment = environment;
        long nowMillis = environment.loop().nowMillis();
        environment.counters().onLogin(accepted.how());
        environment.sessions().journal().onLogin(session, accepted);
        session.tell(Reception.welcome(environment, accepted, session.level(), nowMillis));
        this.seat = environment.hub().join(newcomer(accepted.account()), session.speaker(), nowMillis);
        Attendance attendance = environment.sessions().onGranted(seat.member(), session);
        this.conversation = new Conversation(session, environment, seat, attendance, accepted.how());
    }

    private Newcomer newcomer(Account account) {
        String address = Endpoint.host(session.connection().remote().getAddress());
        return new Newcomer(account.name(), account.role(), address, session.key());
    }

    /** Tells the client who is there and in which rooms it is, and then reads on. */
    void begin() {
        arrival = new Arrival(session, environment, seat, this::onArrived);
        arrival.begin();
    }

    private void onArrived() {
        arrival = null;
        session.brake().release();
    }

    Seat seat() {
        return seat;
    }

    Conversation conversation() {
        return conversation;
    }

    /** Less waits for the client than before. */
    void onDrained() {
        conversation.onDrained();
        if (arrival != null) {
            arrival.onDrained();
        }
    }

    /** The session goes, and the user, if it was the last one. */
    void end() {
        environment.sessions().onUngranted(seat.member().name(), session);
        if (!environment.sessions().isStopping()) {
            environment.rooms().leave(seat);
            environment.hub().leave(seat, environment.loop().nowMillis());
        }
    }
}
