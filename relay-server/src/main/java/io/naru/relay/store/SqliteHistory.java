package io.naru.relay.store;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The messages in the table {@code message}. The last seq of a room stands in its row and nowhere else, so a transaction
 * that is undone gives its seqs back.
 *
 * <p>Threading: as {@link History} says.
 */
final class SqliteHistory implements History {
    private final StoreThread thread;
    private final StoreThread reader;
    private final Request.Bulk<Append, Appended> bulk = SqliteHistory::append;

    SqliteHistory(StoreThread thread, StoreThread reader) {
        this.thread = thread;
        this.reader = reader;
    }

    @Override
    public void append(Append message, Executor owner, Consumer<Outcome<Appended>> answer) {
        Asker<Appended> asker = new Asker<>(owner, answer);
        if (message.room().isDirect()) {
            thread.ask(true, database -> append(database, message), asker);
        } else {
            thread.ask(bulk, message, asker);
        }
    }

    private static List<Appended> append(Database database, List<Append> messages) throws SQLException, StoreException {
        return messages.size() == 1
                ? List.of(append(database, messages.get(0)))
                : SqliteAppends.append(database, messages);
    }

    /**
     * The seq is the room's next one, and the time never before that of the message before, also when the clock was set
     * back. Nothing is inserted where there is no such room or author, where the other account of a conversation is gone, or
     * for a repetition.
     */
    private static final String INSERT = "INSERT INTO message"
            + " (room_id, seq, author_id, author, client_id, reply_to, at_millis, text)"
            + " SELECT room.id, room.last_seq + 1, account.id, account.display_name, ?, ?, max(?, room.last_millis), ?"
            + " FROM room, account"
            + " WHERE room.id = ? AND room.kind <> 'gone' AND account.canonical_name = ?"
            + " AND (room.kind <> 'direct' OR EXISTS (SELECT 1 FROM account AS peer WHERE peer.id ="
            + " CASE account.id WHEN room.low_account THEN room.high_account ELSE room.low_account END))"
            + " ON CONFLICT (author_id, client_id) WHERE client_id IS NOT NULL DO NOTHING RETURNING seq, author, at_millis";

    private static final String COUNT = "UPDATE room SET last_seq = ?1, last_millis = ?2, octets = octets + ?3,"
            + " oldest_millis = CASE WHEN oldest_seq = ?1 THEN ?2 ELSE oldest_millis END WHERE id = ?4 RETURNING kind";

    /** As few statements as can be: an author's room is never looked up where it is as was expected. */
    private static Appended append(Database database, Append message) throws SQLException, StoreException {
        Optional<StoredMessage> kept = insert(database, message);
        if (kept.isEmpty()) {
            return repeated(database, message);
        }
        RoomKind kind = database.row(
                        COUNT,
                        row -> StoredValues.word(RoomKind.class, row, 1),
                        kept.get().seq(),
                        kept.get().at().toEpochMilli(),
                        MessageRows.octets(message.text()),
                        message.roomId())
                .orElseThrow();
        if (kind == RoomKind.DIRECT) {
            database.update(
                    "UPDATE membership SET state = 'member' WHERE room_id = ? AND state = 'hidden'", message.roomId());
        }
        return new Appended(message.roomId(), kept.get(), false);
    }

    private static Optional<StoredMessage> insert(Database database, Append message) throws SQLException {
        return database.row(
                INSERT,
                row -> new StoredMessage(
                        message.room(),
                        row.getLong(1),
                        StoredValues.name(row, 2).orElseThrow(),
                        message.id(),
                        message.text(),
                        message.replyTo(),
                        StoredValues.time(row, 3)),
                message.id().map(MessageId::value).orElse(null),
                message.replyTo().isPresent() ? message.replyTo().getAsLong() : null,
                message.at().toEpochMilli(),
                message.text(),
                message.roomId(),
                message.author().canonical());
    }

    private static Appended repeated(Database database, Append message) throws SQLException, StoreException {
        long author = database.row(
                        "SELECT id FROM account WHERE canonical_name = ?",
                        row -> row.getLong(1),
                        message.author().canonical())
                .orElseThrow(() -> new StoreException("The account " + message.author() + " was removed"));
        Optional<Appended> first =
                message.id().isPresent() ? find(database, author, message.id().get()) : Optional.empty();
        return first.orElseThrow(() -> new StoreException("There is no room " + message.room() + " any more"));
    }

    /** What the author has said under this id before, wherever that was. */
    private static Optional<Appended> find(Database database, long author, MessageId id) throws SQLException {
        return database.row(
                "SELECT " + MessageRows.COLUMNS + ", room.id, room.kind, room.display_name, "
                        + RoomRows.PEER
                        + " FROM message JOIN room ON room.id = message.room_id"
                        + " LEFT JOIN membership ON membership.room_id = room.id"
                        + " AND membership.account_id = message.author_id" + RoomRows.JOIN_PEER
                        + " WHERE message.author_id = ? AND message.client_id = ?",
                SqliteHistory::repeated,
                author,
                id.value());
    }

    private static Appended repeated(ResultSet row) throws SQLException {
        int column = MessageRows.NEXT_COLUMN;
        boolean isDirect = StoredValues.word(RoomKind.class, row, column + 1) == RoomKind.DIRECT;
        String room = isDirect ? "@" + row.getString(column + 3) : row.getString(column + 2);
        RoomName name = StoredValues.parsed("a room name", room, RoomName::of);
        return new Appended(row.getLong(column), MessageRows.message(row, name), true);
    }

    @Override
    public void page(PageQuery query, Executor owner, Consumer<Outcome<Page>> answer) {
        reader.ask(false, database -> HistoryPages.page(database, query), new Asker<>(owner, answer));
    }

    @Override
    public void search(Search search, Executor owner, Consumer<Outcome<Found>> answer) {
        reader.ask(false, database -> new SqliteSearch(database, search).found(), new Asker<>(owner, answer));
    }

    @Override
    public void prune(Retention retention, Instant now, Executor owner, Consumer<Outcome<Long>> answer) {
        thread.ask(true, database -> Pruning.prune(database, retention, now), new Asker<>(owner, answer));
    }

    @Override
    public void renewEpochs(AuditEntry entry, Executor owner, Consumer<Outcome<Long>> answer) {
        thread.ask(
                true,
                database -> {
                    long rooms = Epochs.renew(database);
                    SqliteAudit.add(database, entry);
                    return rooms;
                },
                new Asker<>(owner, answer));
    }

    /** Makes some more of what was said searchable by the index; yields whether there is more. */
    void index(Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(true, SearchIndex::extend, new Asker<>(owner, answer));
    }
}
