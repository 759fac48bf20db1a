package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What a client is told at length without having asked for it, so it is read as before meanwhile. Lists that come before all
 * is told follow behind.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Aside extends Telling {
    private static final int AT_A_TIME = 64;

    private final Deque<Iterator<RelayMessage>> lists = new ArrayDeque<>();

    Aside(Session session, Iterator<RelayMessage> first, Runnable whenTold) {
        super(session, whenTold);
        lists.add(first);
    }

    void add(Iterator<RelayMessage> list) {
        lists.add(list);
    }

    @Override
    boolean tellPart() {
        for (int told = 0;
                told < AT_A_TIME && hasMore() && !session.connection().isCongested();
                told++) {
            session.tell(lists.peek().next());
        }
        return !hasMore();
    }

    private boolean hasMore() {
        while (!lists.isEmpty() && !lists.peek().hasNext()) {
            lists.remove();
        }
        return !lists.isEmpty();
    }
}
