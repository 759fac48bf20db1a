package io.naru.relay.store;

import io.naru.common.message.InviteCode;
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
 * The invites in the table {@code invite}.
 *
 * <p>Threading: as {@link Invites} says.
 */
final class SqliteInvites implements Invites {
    private static final String COLUMNS = "id, uses, uses_left, expires_millis, created_millis, created_by, note";

    private final StoreThread thread;

    SqliteInvites(StoreThread thread) {
        this.thread = thread;
    }

    @Override
    public void create(
            Invite invite, InviteCode code, AuditEntry entry, Executor owner, Consumer<Outcome<KeptInvite>> answer) {
        thread.ask(
                true,
                database -> {
                    database.update(
                            "DELETE FROM invite WHERE expires_millis < ?",
                            invite.createdAt().minus(KEPT_AFTER_END).toEpochMilli());
                    insert(database, invite, code);
                    KeptInvite kept = find(database, code).orElseThrow();
                    SqliteAudit.add(database, entry.withTarget(kept.target()));
                    return kept;
                },
                new Asker<>(owner, answer));
    }

    private static void insert(Database database, Invite invite, InviteCode code) throws SQLException {
        database.update(
                "INSERT INTO invite (code_hash, uses, uses_left, expires_millis, created_millis, created_by, note)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                code.hash(),
                invite.uses(),
                invite.uses(),
                invite.expiresAt().toEpochMilli(),
                invite.createdAt().toEpochMilli(),
                StoredValues.name(invite.createdBy()),
                invite.note());
    }

    @Override
    public void check(InviteCode code, Instant now, Executor owner, Consumer<Outcome<State>> answer) {
        thread.ask(
                false,
                database ->
                        find(database, code).map(invite -> invite.state(now)).orElse(State.UNKNOWN),
                new Asker<>(owner, answer));
    }

    static Optional<KeptInvite> find(Database database, InviteCode code) throws SQLException {
        return database.row(
                "SELECT " + COLUMNS + " FROM invite WHERE code_hash = ?", SqliteInvites::invite, (Object) code.hash());
    }

    static void use(Database database, KeptInvite invite) throws SQLException {
        database.update("UPDATE invite SET uses_left = uses_left - 1 WHERE id = ?", invite.id());
    }

    @Override
    public void list(Executor owner, Consumer<Outcome<List<KeptInvite>>> answer) {
        thread.ask(
                false,
                database -> List.copyOf(
                        database.rows("SELECT " + COLUMNS + " FROM invite ORDER BY id", SqliteInvites::invite)),
                new Asker<>(owner, answer));
    }

    @Override
    public void revoke(long id, AuditEntry entry, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database ->
                        SqliteAudit.addIf(database.update("DELETE FROM invite WHERE id = ?", id) == 1, database, entry),
                new Asker<>(owner, answer));
    }

    private static KeptInvite invite(ResultSet row) throws SQLException {
        return new KeptInvite(
                row.getLong(1),
                new Invite(
                        row.getInt(2),
                        StoredValues.time(row, 4),
                        StoredValues.time(row, 5),
                        StoredValues.name(row, 6),
                        row.getString(7)),
                row.getInt(3));
    }
}
