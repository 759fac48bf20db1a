package io.naru.relay.store;

import io.naru.common.message.ModerationTarget;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The bans and mutes in the table {@code ban}.
 *
 * <p>Threading: as {@link Bans} says.
 */
final class SqliteBans implements Bans {
    private final StoreThread thread;

    SqliteBans(StoreThread thread) {
        this.thread = thread;
    }

    @Override
    public void put(Ban ban, AuditEntry entry, Executor owner, Consumer<Outcome<Placement>> answer) {
        thread.ask(
                true,
                database -> {
                    database.update(
                            "DELETE FROM ban WHERE until_millis <= ?",
                            ban.since().toEpochMilli());
                    delete(database, ban.kind(), ban.target());
                    if (database.number("SELECT count(*) FROM ban") >= MAX) {
                        return Placement.FULL;
                    }
                    insert(database, ban);
                    SqliteAudit.add(database, entry);
                    return Placement.KEPT;
                },
                new Asker<>(owner, answer));
    }

    private static boolean delete(Database database, Ban.Kind kind, ModerationTarget target) throws SQLException {
        return database.update(
                        "DELETE FROM ban WHERE kind = ? AND canonical_target = ?",
                        StoredValues.word(kind),
                        canonical(target))
                == 1;
    }

    private static void insert(Database database, Ban ban) throws SQLException {
        database.update(
                "INSERT INTO ban (kind, canonical_target, display_target, banned_by, since_millis, until_millis, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                StoredValues.word(ban.kind()),
                canonical(ban.target()),
                ban.target().toString(),
                StoredValues.name(ban.by()),
                ban.since().toEpochMilli(),
                StoredValues.millis(ban.until()),
                ban.reason());
    }

    /**
     * Names differ in case and are the same; keys have one text only. Of nets the one without anything left out: the
     * table has them so from before IPv6 addresses were shown in their short form.
     */
    static String canonical(ModerationTarget target) {
        if (target instanceof ModerationTarget.User user) {
            return user.name().canonical();
        }
        return target instanceof ModerationTarget.Net net
                ? ModerationTarget.ADDRESS + net.net().address().getHostAddress() + "/"
                        + net.net().bits()
                : target.toString();
    }

    @Override
    public void lift(
            Ban.Kind kind,
            ModerationTarget target,
            AuditEntry entry,
            Executor owner,
            Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> SqliteAudit.addIf(delete(database, kind, target), database, entry),
                new Asker<>(owner, answer));
    }

    @Override
    public void active(Instant now, Executor owner, Consumer<Outcome<List<Ban>>> answer) {
        thread.ask(
                false,
                database -> List.copyOf(database.rows(
                        "SELECT kind, display_target, banned_by, since_millis, until_millis, reason FROM ban"
                                + " WHERE until_millis IS NULL OR until_millis > ?"
                                + " ORDER BY since_millis, display_target",
                        SqliteBans::ban,
                        now.toEpochMilli())),
                new Asker<>(owner, answer));
    }

    private static Ban ban(ResultSet row) throws SQLException {
        return new Ban(
                StoredValues.word(Ban.Kind.class, row, 1),
                StoredValues.parsed("the target of a ban", row.getString(2), ModerationTarget::parse),
                StoredValues.name(row, 3),
                StoredValues.time(row, 4),
                StoredValues.optionalTime(row, 5),
                row.getString(6));
    }
}
