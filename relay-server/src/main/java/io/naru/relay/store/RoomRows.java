package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How rooms and memberships stand in their tables, for all who read them.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class RoomRows {
    /** What {@link #room} reads, in this order, from column 1. */
    static final String COLUMNS = "room.id, room.kind, room.display_name, room.epoch, room.oldest_seq, room.last_seq,"
            + " room.topic, room.topic_by, room.topic_millis";

    /** The columns behind {@link #COLUMNS}. */
    static final int NEXT_COLUMN = 10;

    /** Joins the other account of a conversation, if it is still there, to a row of membership and room. */
    static final String JOIN_PEER = " LEFT JOIN account AS peer ON room.kind = 'direct' AND peer.id ="
            + " CASE membership.account_id WHEN room.low_account THEN room.high_account ELSE room.low_account END";

    /** By what name the other account of a conversation is known. */
    static final String PEER = "coalesce(peer.display_name, membership.peer_display)";

    private RoomRows() {}

    /** Ids are never given to another account. */
    static Optional<Long> accountId(Database database, UserName user) throws SQLException {
        return database.row("SELECT id FROM account WHERE canonical_name = ?", row -> row.getLong(1), user.canonical());
    }

    /** A room that is there, under the name by which it is known to who asks. */
    static Optional<StoredRoom> room(Database database, long id, RoomName name) throws SQLException {
        return database.row(
                "SELECT " + COLUMNS + " FROM room WHERE id = ? AND kind <> 'gone'", row -> room(row, name), id);
    }

    /** The name of a row that begins with {@link #COLUMNS}; of a conversation that with the peer. */
    static RoomName name(ResultSet row, String peer) throws SQLException {
        boolean isDirect = StoredValues.word(RoomKind.class, row, 2) == RoomKind.DIRECT;
        String name = isDirect ? "@" + peer : row.getString(3);
        return StoredValues.parsed("a room name", name, RoomName::of);
    }

    static StoredRoom room(ResultSet row, RoomName name) throws SQLException {
        return new StoredRoom(
                row.getLong(1),
                name,
                StoredValues.word(RoomKind.class, row, 2) == RoomKind.PRIVATE,
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                StoredValues.name(row, 8),
                StoredValues.optionalTime(row, 9));
    }

    /** The membership of an account in a room that is there. */
    static Membership membership(Database database, long accountId, long roomId, RoomName name) throws SQLException {
        return new Membership(room(database, roomId, name).orElseThrow(), readSeq(database, accountId, roomId));
    }

    private static long readSeq(Database database, long accountId, long roomId) throws SQLException {
        return database.row(
                        "SELECT seq FROM read_mark WHERE account_id = ? AND room_id = ?",
                        row -> row.getLong(1),
                        accountId,
                        roomId)
                .orElse(0L);
    }

    static Optional<MembershipState> state(Database database, long accountId, long roomId) throws SQLException {
        return database.row(
                "SELECT state FROM membership WHERE account_id = ? AND room_id = ?",
                row -> StoredValues.word(MembershipState.class, row, 1),
                accountId,
                roomId);
    }
}
