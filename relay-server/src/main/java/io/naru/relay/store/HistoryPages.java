package io.naru.relay.store;

import io.naru.relay.store.History.Page;
import io.naru.relay.store.History.PageQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Parts of a room's history.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class HistoryPages {
    private static final String MESSAGES = "SELECT " + MessageRows.COLUMNS + " FROM message WHERE room_id = ? AND seq ";

    private HistoryPages() {}

    static Page page(Database database, PageQuery query) throws SQLException {
        Optional<StoredRoom> room = RoomRows.room(database, query.roomId(), query.room());
        if (room.isEmpty()) {
            return new Page(room, List.of(), false);
        }
        Filling filled = new Filling(query);
        boolean hasMore;
        if (query.after().isPresent()) {
            hasMore = filled.take(database, "> ? ORDER BY seq", query.after().getAsLong());
        } else {
            hasMore = filled.take(
                    database, "< ? ORDER BY seq DESC", query.before().orElse(Long.MAX_VALUE));
            Collections.reverse(filled.messages);
        }
        return new Page(room, filled.messages, hasMore);
    }

    /** A page that fills up. */
    private static final class Filling {
        private final List<StoredMessage> messages = new ArrayList<>();
        private final PageQuery query;
        private long octets;

        Filling(PageQuery query) {
            this.query = query;
        }

        /** Yields whether there were more than fit. */
        boolean take(Database database, String range, long seq) throws SQLException {
            return !database.visit(
                    MESSAGES + range,
                    row -> {
                        if (messages.size() == query.limit()) {
                            return false;
                        }
                        StoredMessage message = MessageRows.message(row, query.room());
                        octets += MessageRows.octets(message.text());
                        return (messages.isEmpty() || octets <= query.octetsMax()) && messages.add(message);
                    },
                    query.roomId(),
                    seq);
        }
    }
}
