package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import java.util.Iterator;

/**
 * An answer of many messages, told some at a time, so that it doesn't overflow the queue of the one who asked. Until all
 * of it is told nothing more is read from that client.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class LongAnswer extends Telling {
    private static final int AT_A_TIME = 64;

    private final Iterator<RelayMessage> messages;

    LongAnswer(Session session, Iterator<RelayMessage> messages, Runnable whenTold) {
        super(session, whenTold);
        this.messages = messages;
    }

    @Override
    boolean tellPart() {
        for (int i = 0;
                i < AT_A_TIME && messages.hasNext() && !session.connection().isCongested();
                i++) {
            session.tell(messages.next());
        }
        return !messages.hasNext();
    }
}
