package io.naru.relay.store;

import io.naru.relay.store.History.Retention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes the oldest messages of rooms that have more than is to be kept, and the rooms that are nobody's any more.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class Pruning {
    /** Some ten milliseconds, for which appends wait. */
    private static final int MESSAGES_AT_ONCE = 500;

    private Pruning() {}

    /** A room as far as it matters here. */
    private record Room(long id, boolean isGone, long oldestSeq, long lastSeq, long octets) {}

    private record Message(long id, long seq, long octets, long millis) {}

    /** Yields how many messages went, 0 only when all is done. */
    static long prune(Database database, Retention retention, Instant now) throws SQLException {
        long oldest = retention.age().map(age -> now.minus(age).toEpochMilli()).orElse(Long.MIN_VALUE);
        long removed = 0;
        while (removed < MESSAGES_AT_ONCE) {
            Optional<Room> room = next(database, retention, oldest);
            long before = removed;
            if (room.isPresent()) {
                removed += prune(database, room.get(), retention, oldest, MESSAGES_AT_ONCE - removed);
            }
            if (removed == before) {
                break;
            }
        }
        return removed;
    }

    private static Optional<Room> next(Database database, Retention retention, long oldest) throws SQLException {
        Optional<Room> gone = database.row(
                "SELECT id, 1, oldest_seq, last_seq, octets FROM room WHERE kind = 'gone' ORDER BY id LIMIT 1",
                Pruning::room);
        return gone.isPresent()
                ? gone
                : database.row(
                        "SELECT id, 0, oldest_seq, last_seq, octets FROM room WHERE last_seq >= oldest_seq"
                                + " AND (last_seq - oldest_seq >= ? OR octets > ? OR oldest_millis < ?) LIMIT 1",
                        Pruning::room,
                        retention.messages(),
                        retention.octets(),
                        oldest);
    }

    private static Room room(ResultSet row) throws SQLException {
        return new Room(row.getLong(1), row.getBoolean(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    private static long prune(Database database, Room room, Retention retention, long oldest, long most)
            throws SQLException {
        List<Message> removed = new ArrayList<>();
        long[] octets = {room.octets()};
        boolean isAll = database.visit(
                "SELECT id, seq, length(CAST(text AS BLOB)), at_millis FROM message WHERE room_id = ? ORDER BY seq LIMIT ?",
                row -> {
                    Message message = new Message(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                    boolean isTooMuch = room.isGone()
                            || room.lastSeq() - message.seq() >= retention.messages()
                            || octets[0] > retention.octets()
                            || message.millis() < oldest;
                    if (isTooMuch) {
                        octets[0] -= message.octets();
                        removed.add(message);
                    }
                    return isTooMuch;
                },
                room.id(),
                most);
        for (Message message : removed) {
            SearchIndex.remove(database, message.id());
            database.update("DELETE FROM message WHERE id = ?", message.id());
        }
        if (room.isGone() && isAll && removed.size() < most) {
            database.update("DELETE FROM room WHERE id = ?", room.id());
            return Math.max(1, removed.size());
        }
        move(database, room, removed, octets[0]);
        return removed.size();
    }

    private static void move(Database database, Room room, List<Message> removed, long octets) throws SQLException {
        long oldestSeq = removed.isEmpty()
                ? room.oldestSeq()
                : removed.get(removed.size() - 1).seq() + 1;
        database.update(
                "UPDATE room SET oldest_seq = ?, octets = ?, oldest_millis ="
                        + " (SELECT at_millis FROM message WHERE room_id = room.id AND seq = ?) WHERE id = ?",
                oldestSeq,
                octets,
                oldestSeq,
                room.id());
    }
}
