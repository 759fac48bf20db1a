package io.naru.relay.store;

import java.sql.SQLException;

/**
 * Rooms that have become nobody's: private ones that everybody has left, public ones in which nothing was ever said, and
 * conversations without accounts. Their names are free at once; what was said in them goes bit by bit, by pruning.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class EmptyRooms {
    private static final String GIVE_UP = "UPDATE room SET kind = 'gone', canonical_name = NULL WHERE"
            + " (kind IN ('private', 'direct')"
            + " OR kind = 'public' AND last_seq = 0 AND topic = '' AND canonical_name <> '#lobby')"
            + " AND NOT EXISTS (SELECT 1 FROM membership WHERE room_id = room.id AND state IN ('member', 'hidden'))";
    private static final String ARE_GONE = " WHERE room_id IN (SELECT id FROM room WHERE kind = 'gone')";

    private EmptyRooms() {}

    /** Gives a room up if it has become nobody's by a change in the transaction that runs. */
    static void clear(Database database, long room) throws SQLException {
        if (database.update(GIVE_UP + " AND id = ?", room) == 1) {
            forgetWhoWas(database);
        }
    }

    /** The same with all rooms, which takes a look at each. */
    static void clear(Database database) throws SQLException {
        if (database.update(GIVE_UP) > 0) {
            forgetWhoWas(database);
        }
    }

    private static void forgetWhoWas(Database database) throws SQLException {
        database.update("DELETE FROM membership" + ARE_GONE);
        database.update("DELETE FROM read_mark" + ARE_GONE);
    }
}
