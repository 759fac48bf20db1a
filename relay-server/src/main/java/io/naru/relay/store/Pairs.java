package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.store.Rooms.Conversation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Conversations of two accounts in the tables of rooms. They go by the ids of accounts, so that whoever registers a name
 * that became free begins anew.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class Pairs {
    private Pairs() {}

    /** An account that is part of a conversation. */
    private record Side(long id, UserName name) {}

    private static Optional<Side> side(Database database, UserName user) throws SQLException {
        return database.row(
                "SELECT id, display_name FROM account WHERE canonical_name = ?",
                row -> new Side(row.getLong(1), StoredValues.name(row, 2).orElseThrow()),
                user.canonical());
    }

    static Optional<Conversation> converse(Database database, UserName user, UserName other, Instant now)
            throws SQLException {
        Optional<Side> own = side(database, user);
        Optional<Side> others = side(database, other);
        if (own.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> found = find(database, own.get().id(), others.get().id());
        long room = found.isPresent() ? found.get() : insert(database, own.get(), others.get(), now);
        database.update(
                "UPDATE membership SET state = 'member' WHERE account_id = ? AND room_id = ?",
                own.get().id(),
                room);
        return Optional.of(new Conversation(
                membership(database, own.get(), room, others.get()),
                membership(database, others.get(), room, own.get())));
    }

    private static Membership membership(Database database, Side side, long room, Side peer) throws SQLException {
        return RoomRows.membership(
                database, side.id(), room, RoomName.of("@" + peer.name().display()));
    }

    private static Optional<Long> find(Database database, long one, long other) throws SQLException {
        return database.row(
                "SELECT id FROM room WHERE kind = 'direct' AND low_account = ? AND high_account = ?",
                row -> row.getLong(1),
                Math.min(one, other),
                Math.max(one, other));
    }

    /** The other one doesn't see it until something is said. */
    private static long insert(Database database, Side own, Side others, Instant now) throws SQLException {
        database.update(
                "INSERT INTO room (kind, display_name, low_account, high_account, epoch, last_millis)"
                        + " VALUES ('direct', '', ?, ?, lower(hex(randomblob(16))), ?)",
                Math.min(own.id(), others.id()),
                Math.max(own.id(), others.id()),
                now.toEpochMilli());
        long room = database.number("SELECT last_insert_rowid()");
        insert(database, others, room, own);
        if (own.id() != others.id()) {
            insert(database, own, room, others);
        }
        return room;
    }

    private static void insert(Database database, Side side, long room, Side peer) throws SQLException {
        database.update(
                "INSERT INTO membership (account_id, room_id, state, peer_canonical, peer_display)"
                        + " VALUES (?, ?, 'hidden', ?, ?)",
                side.id(),
                room,
                peer.name().canonical(),
                peer.name().display());
    }

    /** Puts away the conversation that is told under this name. */
    static boolean hide(Database database, long account, RoomName name) throws SQLException {
        Optional<Membership> told = RoomLists.conversations(database, account).stream()
                .filter(membership -> membership.room().name().equals(name))
                .findFirst();
        return told.isPresent()
                && database.update(
                                "UPDATE membership SET state = 'hidden' WHERE account_id = ? AND room_id = ?"
                                        + " AND state = 'member'",
                                account,
                                told.get().room().id())
                        == 1;
    }
}
