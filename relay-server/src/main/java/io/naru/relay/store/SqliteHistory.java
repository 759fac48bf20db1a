package io.naru.relay.store;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

    SqliteHistory(StoreThread thread, StoreThread reader) {
        this.thread = thread;
        this.reader = reader;
    }

    @Override
    public void append(Append message, Executor owner, Consumer<Outcome<Appended>> answer) {
        thread.ask(true, database -> append(database, message), new Asker<>(owner, answer));
    }

    private record Author(long id, UserName name) {}

    private record Place(RoomKind kind, long oldestSeq, long lastSeq) {}

    private static Appended append(Database database, Append message) throws SQLException, StoreException {
        Author author = database.row(
                        "SELECT id, display_name FROM account WHERE canonical_name = ?",
                        row -> new Author(
                                row.getLong(1), StoredValues.name(row, 2).orElseThrow()),
                        message.author().canonical())
                .orElseThrow(() -> new StoreException("The account " + message.author() + " was removed"));
        if (message.id().isPresent()) {
            Optional<Appended> first = find(database, author, message.id().get());
            if (first.isPresent()) {
                return first.get();
            }
        }
        Place place = database.row(
                        "SELECT kind, oldest_seq, last_seq FROM room WHERE id = ? AND kind <> 'gone'",
                        row -> new Place(StoredValues.word(RoomKind.class, row, 1), row.getLong(2), row.getLong(3)),
                        message.roomId())
                .orElseThrow(() -> new StoreException("There is no room " + message.room() + " any more"));
        StoredMessage kept = insert(database, message, author, place);
        if (place.kind() == RoomKind.DIRECT) {
            database.update(
                    "UPDATE membership SET state = 'member' WHERE room_id = ? AND state = 'hidden'", message.roomId());
        }
        return new Appended(message.roomId(), kept, false);
    }

    private static StoredMessage insert(Database database, Append message, Author author, Place place)
            throws SQLException {
        StoredMessage kept = new StoredMessage(
                message.room(),
                place.lastSeq() + 1,
                author.name(),
                message.id(),
                message.text(),
                message.replyTo(),
                MessageRows.kept(message.at()));
        long millis = kept.at().toEpochMilli();
        database.update(
                "UPDATE room SET last_seq = ?, last_millis = ?, octets = octets + ?,"
                        + " oldest_millis = CASE WHEN oldest_seq = ? THEN ? ELSE oldest_millis END WHERE id = ?",
                kept.seq(),
                millis,
                MessageRows.octets(kept.text()),
                kept.seq(),
                millis,
                message.roomId());
        database.update(
                "INSERT INTO message (room_id, seq, author_id, author, client_id, reply_to, at_millis, text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                message.roomId(),
                kept.seq(),
                author.id(),
                author.name().display(),
                kept.id().map(MessageId::value).orElse(null),
                kept.replyTo().isPresent() ? kept.replyTo().getAsLong() : null,
                millis,
                kept.text());
        return kept;
    }

    /** What the author has said under this id before, wherever that was. */
    private static Optional<Appended> find(Database database, Author author, MessageId id) throws SQLException {
        return database.row(
                "SELECT " + MessageRows.COLUMNS + ", room.id, room.kind, room.display_name, "
                        + RoomRows.PEER
                        + " FROM message JOIN room ON room.id = message.room_id"
                        + " LEFT JOIN membership ON membership.room_id = room.id"
                        + " AND membership.account_id = message.author_id" + RoomRows.JOIN_PEER
                        + " WHERE message.author_id = ? AND message.client_id = ?",
                SqliteHistory::repeated,
                author.id(),
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
