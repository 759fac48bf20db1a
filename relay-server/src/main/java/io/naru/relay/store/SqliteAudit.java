package io.naru.relay.store;

import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The entries in the table {@code audit}.
 *
 * <p>Threading: as {@link Audit} says.
 */
final class SqliteAudit implements Audit {
    private final StoreThread thread;

    SqliteAudit(StoreThread thread) {
        this.thread = thread;
    }

    @Override
    public void add(AuditEntry entry, Executor owner, Consumer<Outcome<AuditEntry>> answer) {
        thread.ask(
                true,
                database -> {
                    add(database, entry);
                    return entry;
                },
                new Asker<>(owner, answer));
    }

    static void add(Database database, AuditEntry entry) throws SQLException {
        database.update(
                "INSERT INTO audit (at_millis, done_by, via, action, target, detail) VALUES (?, ?, ?, ?, ?, ?)",
                entry.at().toEpochMilli(),
                StoredValues.name(entry.by()),
                StoredValues.word(entry.via()),
                StoredValues.word(entry.action()),
                entry.target(),
                entry.detail());
        // Ids are given in a row, so this deletes one row each time, once there are that many.
        database.update("DELETE FROM audit WHERE id <= last_insert_rowid() - ?", KEPT);
    }

    /** The same for what was only done if it could be; yields whether it was. */
    static boolean addIf(boolean wasDone, Database database, AuditEntry entry) throws SQLException {
        if (wasDone) {
            add(database, entry);
        }
        return wasDone;
    }

    @Override
    public void since(Instant from, Executor owner, Consumer<Outcome<List<AuditEntry>>> answer) {
        thread.ask(
                false,
                database -> List.copyOf(database.rows(
                        "SELECT at_millis, done_by, via, action, target, detail FROM audit WHERE at_millis >= ?"
                                + " ORDER BY id",
                        SqliteAudit::entry,
                        from.toEpochMilli())),
                new Asker<>(owner, answer));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                StoredValues.time(row, 1),
                StoredValues.name(row, 2),
                StoredValues.word(AuditEntry.Via.class, row, 3),
                StoredValues.word(AuditEntry.Action.class, row, 4),
                row.getString(5),
                row.getString(6));
    }
}
