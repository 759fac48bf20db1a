package io.naru.relay.store;

import io.naru.common.message.MessageId;
import io.naru.common.message.UserName;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.Appended;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends many messages to rooms, not to conversations, with few statements: each room and each author is looked up once,
 * several messages are one statement, and the rooms are brought up to date in the end. It takes for granted that nothing is
 * wrong with any of them and that none is a repetition; where that isn't so it fails, and they have to be appended one by one.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class SqliteAppends {
    /** More make little difference. */
    private static final int ROWS_A_STATEMENT = 16;

    private static final String INSERT =
            "INSERT INTO message" + " (room_id, seq, author_id, author, client_id, reply_to, at_millis, text) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String COUNT = "UPDATE room SET last_seq = ?1, last_millis = ?2, octets = octets + ?3,"
            + " oldest_millis = CASE WHEN oldest_seq = ?4 THEN ?5 ELSE oldest_millis END WHERE id = ?6";

    private final Database database;
    private final Map<Long, Head> heads = new HashMap<>();
    private final Map<UserName, Author> authors = new HashMap<>();
    private final List<Object> values = new ArrayList<>();
    private int rows;

    private SqliteAppends(Database database) {
        this.database = database;
    }

    /** Where a room's history ends. */
    private static final class Head {
        private final long firstSeq;
        private long firstMillis;
        private long lastSeq;
        private long lastMillis;
        private long octets;

        private Head(long lastSeq, long lastMillis) {
            this.firstSeq = lastSeq + 1;
            this.lastSeq = lastSeq;
            this.lastMillis = lastMillis;
        }
    }

    private record Author(long id, UserName name) {}

    static List<Appended> append(Database database, List<Append> messages) throws SQLException, StoreException {
        SqliteAppends appends = new SqliteAppends(database);
        List<Appended> appended = new ArrayList<>(messages.size());
        for (Append message : messages) {
            appended.add(appends.append(message));
        }
        appends.insertRows();
        for (Map.Entry<Long, Head> entry : appends.heads.entrySet()) {
            appends.count(entry.getKey(), entry.getValue());
        }
        return appended;
    }

    private Appended append(Append message) throws SQLException, StoreException {
        Author author = author(message.author());
        Head head = head(message);
        head.lastSeq++;
        head.lastMillis = Math.max(message.at().toEpochMilli(), head.lastMillis);
        head.octets += MessageRows.octets(message.text());
        if (head.lastSeq == head.firstSeq) {
            head.firstMillis = head.lastMillis;
        }
        addRow(message, author, head);
        StoredMessage kept = new StoredMessage(
                message.room(),
                head.lastSeq,
                author.name(),
                message.id(),
                message.text(),
                message.replyTo(),
                Instant.ofEpochMilli(head.lastMillis));
        return new Appended(message.roomId(), kept, false);
    }

    private void addRow(Append message, Author author, Head head) throws SQLException {
        values.add(message.roomId());
        values.add(head.lastSeq);
        values.add(author.id());
        values.add(author.name().display());
        values.add(message.id().map(MessageId::value).orElse(null));
        values.add(message.replyTo().isPresent() ? message.replyTo().getAsLong() : null);
        values.add(head.lastMillis);
        values.add(message.text());
        rows++;
        if (rows == ROWS_A_STATEMENT) {
            insertRows();
        }
    }

    private void insertRows() throws SQLException {
        if (rows > 0) {
            database.update(INSERT + ROW + (", " + ROW).repeat(rows - 1), values.toArray());
            values.clear();
            rows = 0;
        }
    }

    private void count(long roomId, Head head) throws SQLException {
        database.update(COUNT, head.lastSeq, head.lastMillis, head.octets, head.firstSeq, head.firstMillis, roomId);
    }

    private Head head(Append message) throws SQLException, StoreException {
        Head head = heads.get(message.roomId());
        if (head == null) {
            head = database.row(
                            "SELECT last_seq, last_millis FROM room WHERE id = ? AND kind IN ('public', 'private')",
                            row -> new Head(row.getLong(1), row.getLong(2)),
                            message.roomId())
                    .orElseThrow(() -> new StoreException("There is no room " + message.room() + " any more"));
            heads.put(message.roomId(), head);
        }
        return head;
    }

    private Author author(UserName name) throws SQLException, StoreException {
        Author author = authors.get(name);
        if (author == null) {
            author = database.row(
                            "SELECT id, display_name FROM account WHERE canonical_name = ?",
                            row -> new Author(
                                    row.getLong(1), StoredValues.name(row, 2).orElseThrow()),
                            name.canonical())
                    .orElseThrow(() -> new StoreException("The account " + name + " was removed"));
            authors.put(name, author);
        }
        return author;
    }
}
