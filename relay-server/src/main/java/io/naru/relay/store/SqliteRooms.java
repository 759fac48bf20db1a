package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The rooms in the tables {@code room}, {@code membership} and {@code read_mark}. Nobody stands in them as a member of
 * {@code #lobby}, where everybody is.
 *
 * <p>Threading: as {@link Rooms} says.
 */
final class SqliteRooms implements Rooms {
    private final StoreThread thread;
    private final StoreThread reader;

    SqliteRooms(StoreThread thread, StoreThread reader) {
        this.thread = thread;
        this.reader = reader;
    }

    /** A room that has a name of its own. */
    private record Named(long id, RoomKind kind) {}

    private static Optional<Named> find(Database database, RoomName name) throws SQLException {
        return database.row(
                "SELECT id, kind FROM room WHERE canonical_name = ?",
                row -> new Named(row.getLong(1), StoredValues.word(RoomKind.class, row, 2)),
                name.canonical());
    }

    @Override
    public void of(UserName user, Executor owner, Consumer<Outcome<List<Membership>>> answer) {
        thread.ask(false, database -> RoomLists.of(database, user), new Asker<>(owner, answer));
    }

    @Override
    public void list(UserName user, Executor owner, Consumer<Outcome<List<Listing>>> answer) {
        reader.ask(false, database -> RoomLists.visible(database, user), new Asker<>(owner, answer));
    }

    @Override
    public void enter(
            UserName user,
            RoomName room,
            boolean isPrivate,
            Instant now,
            Executor owner,
            Consumer<Outcome<Entry>> answer) {
        RoomRules.checkNamed(room);
        thread.ask(true, database -> enter(database, user, room, isPrivate, now), new Asker<>(owner, answer));
    }

    private static Entry enter(Database database, UserName user, RoomName name, boolean isPrivate, Instant now)
            throws SQLException {
        Optional<Long> account = RoomRows.accountId(database, user);
        if (account.isEmpty()) {
            return new Entry.NotInvited();
        }
        Optional<Named> found = find(database, name);
        if (found.isPresent()) {
            if (name.equals(RoomName.LOBBY)) {
                return entered(database, account.get(), found.get().id(), false);
            }
            Optional<MembershipState> state =
                    RoomRows.state(database, account.get(), found.get().id());
            if (state.equals(Optional.of(MembershipState.MEMBER))) {
                return entered(database, account.get(), found.get().id(), false);
            }
            if (found.get().kind() == RoomKind.PRIVATE && state.isEmpty()) {
                return new Entry.NotInvited();
            }
        }
        Optional<Limit> limit = isInAsManyAsMayBe(database, account.get())
                ? Optional.of(Limit.ENTERED)
                : found.isPresent() ? Optional.empty() : limitOfNew(database, account.get());
        if (limit.isPresent()) {
            return new Entry.Full(limit.get());
        }
        long room = found.isPresent() ? found.get().id() : insert(database, account.get(), name, isPrivate, now);
        database.update(
                "INSERT OR REPLACE INTO membership (account_id, room_id, state) VALUES (?, ?, 'member')",
                account.get(),
                room);
        return entered(database, account.get(), room, true);
    }

    private static Entry entered(Database database, long account, long room, boolean isNew) throws SQLException {
        RoomName name = database.row(
                        "SELECT display_name FROM room WHERE id = ?",
                        row -> StoredValues.parsed("a room name", row.getString(1), RoomName::of),
                        room)
                .orElseThrow();
        return new Entry.Entered(RoomRows.membership(database, account, room, name), isNew);
    }

    private static boolean isInAsManyAsMayBe(Database database, long account) throws SQLException {
        return count(
                        database,
                        "SELECT count(*) FROM membership WHERE account_id = ? AND state = 'member'"
                                + " AND peer_canonical IS NULL",
                        account)
                >= MAX_FOR_USER;
    }

    private static Optional<Limit> limitOfNew(Database database, long account) throws SQLException {
        if (count(database, "SELECT count(*) FROM room WHERE made_by = ? AND kind <> 'gone'", account)
                >= MAX_FOR_USER) {
            return Optional.of(Limit.MADE);
        }
        boolean isFull = count(database, "SELECT count(*) - 1 FROM room WHERE canonical_name IS NOT NULL") >= MAX;
        return isFull ? Optional.of(Limit.ROOMS) : Optional.empty();
    }

    private static long count(Database database, String sql, Object... parameters) throws SQLException {
        return database.row(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    private static long insert(Database database, long account, RoomName name, boolean isPrivate, Instant now)
            throws SQLException {
        database.update(
                "INSERT INTO room (kind, canonical_name, display_name, made_by, epoch, last_millis)"
                        + " VALUES (?, ?, ?, ?, lower(hex(randomblob(16))), ?)",
                StoredValues.word(isPrivate ? RoomKind.PRIVATE : RoomKind.PUBLIC),
                name.canonical(),
                name.display(),
                account,
                now.toEpochMilli());
        return database.number("SELECT last_insert_rowid()");
    }

    @Override
    public void converse(
            UserName user,
            UserName other,
            Instant now,
            Executor owner,
            Consumer<Outcome<Optional<Conversation>>> answer) {
        thread.ask(true, database -> Pairs.converse(database, user, other, now), new Asker<>(owner, answer));
    }

    @Override
    public void leave(UserName user, RoomName room, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> {
                    Optional<Long> account = RoomRows.accountId(database, user);
                    return account.isPresent()
                            && (room.isDirect()
                                    ? Pairs.hide(database, account.get(), room)
                                    : leave(database, account.get(), room));
                },
                new Asker<>(owner, answer));
    }

    private static boolean leave(Database database, long account, RoomName name) throws SQLException {
        Optional<Named> room = find(database, name);
        if (room.isEmpty()) {
            return false;
        }
        boolean wasThere = database.update(
                        "DELETE FROM membership WHERE account_id = ? AND room_id = ? AND state = 'member'",
                        account,
                        room.get().id())
                == 1;
        if (wasThere) {
            EmptyRooms.clear(database, room.get().id());
        }
        return wasThere;
    }

    @Override
    public void invite(
            UserName by, UserName user, RoomName room, Instant now, Executor owner, Consumer<Outcome<Change>> answer) {
        thread.ask(true, database -> invite(database, by, user, room), new Asker<>(owner, answer));
    }

    private static Change invite(Database database, UserName by, UserName user, RoomName name) throws SQLException {
        Optional<Named> room = find(database, name);
        if (room.isEmpty() || !isMember(database, by, name, room.get())) {
            return Change.NOT_MEMBER;
        }
        Optional<Long> account = RoomRows.accountId(database, user);
        if (account.isEmpty()) {
            return Change.UNKNOWN_USER;
        }
        if (room.get().kind() == RoomKind.PRIVATE) {
            database.update(
                    "INSERT OR IGNORE INTO membership (account_id, room_id, state) VALUES (?, ?, 'invited')",
                    account.get(),
                    room.get().id());
        }
        return Change.DONE;
    }

    private static boolean isMember(Database database, UserName user, RoomName name, Named room) throws SQLException {
        Optional<Long> account = RoomRows.accountId(database, user);
        return account.isPresent()
                && (name.equals(RoomName.LOBBY)
                        || RoomRows.state(database, account.get(), room.id())
                                .equals(Optional.of(MembershipState.MEMBER)));
    }

    @Override
    public void setTopic(
            UserName by, RoomName room, String topic, Instant now, Executor owner, Consumer<Outcome<Change>> answer) {
        thread.ask(
                true,
                database -> {
                    Optional<Named> found = find(database, room);
                    if (found.isEmpty() || !isMember(database, by, room, found.get())) {
                        return Change.NOT_MEMBER;
                    }
                    database.update(
                            "UPDATE room SET topic = ?, topic_by = ?, topic_millis = ? WHERE id = ?",
                            topic,
                            by.display(),
                            now.toEpochMilli(),
                            found.get().id());
                    return Change.DONE;
                },
                new Asker<>(owner, answer));
    }

    @Override
    public void markRead(UserName user, long roomId, long seq, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> database.update(
                                "INSERT INTO read_mark (account_id, room_id, seq)"
                                        + " SELECT account.id, room.id, min(?, room.last_seq) FROM account, room"
                                        + " WHERE account.canonical_name = ? AND room.id = ? AND min(?, room.last_seq) > 0"
                                        + " AND (room.canonical_name = '#lobby' OR EXISTS (SELECT 1 FROM membership"
                                        + " WHERE account_id = account.id AND room_id = room.id AND state <> 'invited'))"
                                        + " ON CONFLICT DO UPDATE SET seq = excluded.seq WHERE excluded.seq > read_mark.seq",
                                seq,
                                user.canonical(),
                                roomId,
                                seq)
                        == 1,
                new Asker<>(owner, answer));
    }
}
