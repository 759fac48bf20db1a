package io.naru.relay.session;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;
import io.naru.relay.hub.Outgoing;
import io.naru.relay.hub.Outlet;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.Span;
import java.util.Iterator;

/**
 * What the hub, and others, have for one client.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Speaker implements Outlet {
    private final Session session;
    private final Environment environment;
    private final SlowedSenders slowedSenders;
    /** Null while nothing is told by and by. */
    private Aside aside;

    Speaker(Session session, Environment environment) {
        this.session = session;
        this.environment = environment;
        this.slowedSenders = new SlowedSenders(session, environment);
    }

    @Override
    public Level level() {
        return session.level();
    }

    @Override
    public void broadcast(Outgoing message) {
        environment.counters().onDelivery();
        send(environment.announcer().broadcast(message, level()));
    }

    @Override
    public boolean broadcastUnlessBusy(Outgoing message) {
        if (session.connection().isCongested()) {
            environment.counters().onDrop(DropReason.RECEIVER_BUSY);
            return false;
        }
        broadcast(message);
        return true;
    }

    @Override
    public void tell(Outgoing message) {
        send(environment.announcer().single(message, level()));
    }

    @Override
    public void tell(RelayMessage message) {
        send(environment.announcer().single(message, level()));
    }

    @Override
    public void tellByAndBy(Iterator<RelayMessage> messages) {
        if (aside != null) {
            aside.add(messages);
            return;
        }
        aside = new Aside(session, messages, () -> aside = null);
        aside.begin();
    }

    /** Less waits for the client than before. */
    void onDrained() {
        releaseSenders();
        if (aside != null) {
            aside.onDrained();
        }
    }

    @Override
    public boolean forward(FileEnvelope envelope, Outlet sender) {
        boolean hasRoom = session.connection().hasRoomFor(envelope.octets().length);
        if (hasRoom) {
            send(environment.announcer().single(envelope, level()));
        } else {
            environment.counters().onDrop(DropReason.RECEIVER_BUSY);
        }
        if (session.connection().isCongested() && sender != this) {
            slowedSenders.add(sender);
        }
        return hasRoom;
    }

    @Override
    public void slowDown() {
        session.brake().press();
    }

    @Override
    public void speedUp() {
        session.brake().release();
    }

    /** Whoever was slowed down because of this client goes on: less waits for it, or it has gone. */
    void releaseSenders() {
        slowedSenders.releaseAll();
    }

    /**
     * What goes wrong here is this client's to pay for, not theirs who spoke or who listen too; and later, because a room
     * loses nobody while it is being told something.
     */
    private void send(Span span) {
        if (span == null) {
            return;
        }
        try {
            session.connection().send(span);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            session.connection().execute(() -> {
                throw e;
            });
        }
    }
}
