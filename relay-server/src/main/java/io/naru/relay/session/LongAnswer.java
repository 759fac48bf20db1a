package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import java.util.Iterator;

/**
 * An answer of many messages, told some at a time, so that it doesn't overflow the queue of the one who asked. Until all
 * of it is told nothing more is read from that client.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class LongAnswer {
    private static final int AT_A_TIME = 64;

    private final Session session;
    private final Iterator<RelayMessage> messages;
    private final Runnable whenTold;
    private boolean isPlanned;

    LongAnswer(Session session, Iterator<RelayMessage> messages, Runnable whenTold) {
        this.session = session;
        this.messages = messages;
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
        for (int i = 0;
                i < AT_A_TIME && messages.hasNext() && !session.connection().isCongested();
                i++) {
            session.tell(messages.next());
        }
        if (!messages.hasNext()) {
            whenTold.run();
        } else if (!session.connection().isCongested()) {
            isPlanned = true;
            session.connection().execute(this::tellSome);
        }
    }
}
