package io.naru.relay.store;

import java.sql.SQLException;
import java.util.List;

/**
 * The index for searching, {@code message_text}, which follows the messages in the order of their ids. What it hasn't
 * reached yet is searched without it.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class SearchIndex {
    /** About as much as is done in the time of a commit or two. */
    private static final int MESSAGES_AT_ONCE = 256;

    private SearchIndex() {}

    private record Text(long id, String text) {}

    /** Up to which message it reaches. */
    static long indexed(Database database) throws SQLException {
        return database.row("SELECT indexed_id FROM history_state", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Takes in some more messages; yields whether there are others. */
    static boolean extend(Database database) throws SQLException {
        List<Text> texts = database.rows(
                "SELECT id, text FROM message WHERE id > ? ORDER BY id LIMIT ?",
                row -> new Text(row.getLong(1), row.getString(2)),
                indexed(database),
                MESSAGES_AT_ONCE);
        for (Text text : texts) {
            database.update(
                    "INSERT INTO message_text (rowid, text) VALUES (?, ?)", text.id(), SearchWords.fold(text.text()));
        }
        if (!texts.isEmpty()) {
            database.update(
                    "UPDATE history_state SET indexed_id = ?",
                    texts.get(texts.size() - 1).id());
        }
        return texts.size() == MESSAGES_AT_ONCE;
    }

    /** Forgets a message that is removed. */
    static void remove(Database database, long id) throws SQLException {
        database.update("DELETE FROM message_text WHERE rowid = ?", id);
    }
}
