package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.store.Rooms.Listing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rooms and conversations a user is told of.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class RoomLists {
    private static final String MARK =
            " LEFT JOIN read_mark ON read_mark.room_id = room.id AND read_mark.account_id = ?";
    private static final String MEMBERSHIP = "SELECT " + RoomRows.COLUMNS + ", coalesce(read_mark.seq, 0)";

    private RoomLists() {}

    static List<Membership> of(Database database, UserName user) throws SQLException {
        Optional<Long> account = RoomRows.accountId(database, user);
        if (account.isEmpty()) {
            return List.of();
        }
        List<Membership> all = new ArrayList<>(database.rows(
                MEMBERSHIP + " FROM room" + MARK + " WHERE room.canonical_name = '#lobby'",
                RoomLists::named,
                account.get()));
        all.addAll(database.rows(
                MEMBERSHIP + " FROM membership JOIN room ON room.id = membership.room_id" + MARK
                        + " WHERE membership.account_id = ? AND membership.state = 'member'"
                        + " AND room.canonical_name IS NOT NULL ORDER BY room.canonical_name",
                RoomLists::named,
                account.get(),
                account.get()));
        all.addAll(conversations(database, account.get()));
        return List.copyOf(all);
    }

    private static Membership named(ResultSet row) throws SQLException {
        return new Membership(RoomRows.room(row, RoomRows.name(row, "")), row.getLong(RoomRows.NEXT_COLUMN));
    }

    /**
     * The conversations in which something was said last. One with an account that is gone is told of as long as its name
     * stands for nobody else.
     */
    static List<Membership> conversations(Database database, long account) throws SQLException {
        List<Membership> told = new ArrayList<>();
        Set<RoomName> names = new HashSet<>();
        database.visit(
                MEMBERSHIP + ", " + RoomRows.PEER
                        + " FROM membership JOIN room ON room.id = membership.room_id" + RoomRows.JOIN_PEER + MARK
                        + " WHERE membership.account_id = ? AND membership.state = 'member' AND room.kind = 'direct'"
                        + " AND (peer.id IS NOT NULL OR NOT EXISTS"
                        + " (SELECT 1 FROM account WHERE canonical_name = membership.peer_canonical))"
                        + " ORDER BY room.last_millis DESC, room.id DESC",
                row -> {
                    RoomName name = RoomRows.name(row, row.getString(RoomRows.NEXT_COLUMN + 1));
                    if (names.add(name)) {
                        told.add(new Membership(RoomRows.room(row, name), row.getLong(RoomRows.NEXT_COLUMN)));
                    }
                    return told.size() < Rooms.CONVERSATIONS_TOLD;
                },
                account,
                account);
        return told;
    }

    /** The rooms that a user may read, by what name: for searching. */
    static Map<Long, RoomName> readable(Database database, UserName user) throws SQLException {
        Optional<Long> account = RoomRows.accountId(database, user);
        Map<Long, RoomName> readable = new LinkedHashMap<>();
        if (account.isPresent()) {
            Set<RoomName> names = new HashSet<>();
            database.visit(
                    "SELECT " + RoomRows.COLUMNS + ", NULL FROM room WHERE canonical_name = '#lobby'"
                            + " UNION ALL SELECT * FROM (SELECT " + RoomRows.COLUMNS + ", " + RoomRows.PEER
                            + " FROM membership JOIN room ON room.id = membership.room_id" + RoomRows.JOIN_PEER
                            + " WHERE membership.account_id = ? AND membership.state IN ('member', 'hidden')"
                            + " AND (room.kind <> 'direct' OR peer.id IS NOT NULL OR NOT EXISTS"
                            + " (SELECT 1 FROM account WHERE canonical_name = membership.peer_canonical))"
                            + " ORDER BY room.last_millis DESC, room.id DESC)",
                    row -> {
                        RoomName name = RoomRows.name(row, row.getString(RoomRows.NEXT_COLUMN));
                        if (names.add(name)) {
                            readable.put(row.getLong(1), name);
                        }
                        return true;
                    },
                    account.get());
        }
        return readable;
    }

    /** The public rooms, and those that the user is in or invited to. */
    static List<Listing> visible(Database database, UserName user) throws SQLException {
        Optional<Long> account = RoomRows.accountId(database, user);
        if (account.isEmpty()) {
            return List.of();
        }
        return List.copyOf(database.rows(
                "SELECT " + RoomRows.COLUMNS + ","
                        + " CASE room.canonical_name WHEN '#lobby' THEN (SELECT count(*) FROM account)"
                        + " ELSE (SELECT count(*) FROM membership AS one WHERE one.room_id = room.id"
                        + " AND one.state = 'member') END,"
                        + " room.canonical_name = '#lobby' OR coalesce(membership.state = 'member', 0)"
                        + " FROM room LEFT JOIN membership ON membership.room_id = room.id AND membership.account_id = ?"
                        + " WHERE room.kind = 'public' OR room.kind = 'private' AND membership.state IS NOT NULL"
                        + " ORDER BY room.canonical_name",
                row -> new Listing(
                        RoomRows.room(row, RoomRows.name(row, "")),
                        row.getLong(RoomRows.NEXT_COLUMN),
                        row.getBoolean(RoomRows.NEXT_COLUMN + 1)),
                account.get()));
    }
}
