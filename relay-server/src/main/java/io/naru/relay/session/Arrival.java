package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Level;
import io.naru.relay.hub.Seat;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Membership;
import java.util.Iterator;
import java.util.List;

/**
 * What a client is told behind its welcome, before anything more is read from it: who is online, in which rooms its user is,
 * and who else is in them. What is said in the rooms comes from the moment on in which the store has told of them, so that
 * nothing is missing between what is kept and what comes live.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Arrival {
    private final Session session;
    private final Environment environment;
    private final Seat seat;
    private final Runnable whenTold;
    /** Null where nobody is told of: to base clients, and once that is done. */
    private Greeting greeting;
    /** Null before the rooms are known. */
    private LongAnswer company;

    Arrival(Session session, Environment environment, Seat seat, Runnable whenTold) {
        this.session = session;
        this.environment = environment;
        this.seat = seat;
        this.whenTold = whenTold;
    }

    void begin() {
        if (session.level() == Level.EXTENDED) {
            greeting = new Greeting(session, environment.hub(), seat, this::onGreeted);
            greeting.begin();
        } else {
            onGreeted();
        }
    }

    private void onGreeted() {
        greeting = null;
        environment
                .store()
                .rooms()
                .of(
                        seat.member().name(),
                        environment.loop(),
                        outcome -> session.connection()
                                .guard(() -> environment
                                        .steps()
                                        .<List<Membership>>then((code, sentence) -> giveUp(), this::onRooms)
                                        .accept(outcome)));
    }

    private void giveUp() {
        session.refuse(
                ErrorCode.BUSY,
                "The relay can't look up your rooms at the moment; try again later.",
                DropReason.LOGIN_UNAVAILABLE);
    }

    private void onRooms(List<Membership> memberships) {
        Iterator<RelayMessage> others = environment.rooms().settle(seat, memberships);
        company = new LongAnswer(session, others, whenTold);
        company.begin();
    }

    /** Less waits for the client than before. */
    void onDrained() {
        if (greeting != null) {
            greeting.onDrained();
        }
        if (company != null) {
            company.onDrained();
        }
    }
}
