package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The keys in the table {@code account_key}.
 *
 * <p>Threading: as {@link Keys} says.
 */
final class SqliteKeys implements Keys {
    private static final String COLUMNS =
            "account_key.fingerprint, account_key.label, account_key.added_millis, account_key.used_millis";
    private static final int ACCOUNT_COLUMNS = 5;
    private static final String OF_ACCOUNT = "account_id = (SELECT id FROM account WHERE canonical_name = ?)";

    private final StoreThread thread;

    SqliteKeys(StoreThread thread) {
        this.thread = thread;
    }

    @Override
    public void bind(
            UserName account, KeyBinding key, AuditEntry entry, Executor owner, Consumer<Outcome<Binding>> answer) {
        thread.ask(true, database -> bind(database, account, key, entry), new Asker<>(owner, answer));
    }

    private static Binding bind(Database database, UserName account, KeyBinding key, AuditEntry entry)
            throws SQLException {
        Optional<KeyOwner> existing = find(database, key.fingerprint());
        if (existing.isPresent() && !existing.get().account().name().equals(account)) {
            return Binding.KEY_TAKEN;
        }
        if (existing.isPresent()) {
            database.update(
                    "UPDATE account_key SET label = ? WHERE fingerprint = ?",
                    key.label(),
                    key.fingerprint().toString());
            return Binding.BOUND;
        }
        if (count(database, account) >= PER_ACCOUNT) {
            return Binding.TOO_MANY;
        }
        if (!insert(database, account, key)) {
            return Binding.ACCOUNT_UNKNOWN;
        }
        SqliteAudit.add(database, entry);
        return Binding.BOUND;
    }

    private static int count(Database database, UserName account) throws SQLException {
        return database.row(
                        "SELECT count(*) FROM account_key WHERE " + OF_ACCOUNT,
                        row -> row.getInt(1),
                        account.canonical())
                .orElseThrow();
    }

    /** Whether there is such an account. */
    static boolean insert(Database database, UserName account, KeyBinding key) throws SQLException {
        return database.update(
                        "INSERT INTO account_key (account_id, fingerprint, label, added_millis)"
                                + " SELECT id, ?, ?, ? FROM account WHERE canonical_name = ?",
                        key.fingerprint().toString(),
                        key.label(),
                        key.addedAt().toEpochMilli(),
                        account.canonical())
                == 1;
    }

    @Override
    public void unbind(
            UserName account,
            Fingerprint fingerprint,
            AuditEntry entry,
            Executor owner,
            Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> SqliteAudit.addIf(
                        database.update(
                                        "DELETE FROM account_key WHERE fingerprint = ? AND " + OF_ACCOUNT,
                                        fingerprint.toString(),
                                        account.canonical())
                                == 1,
                        database,
                        entry),
                new Asker<>(owner, answer));
    }

    @Override
    public void list(UserName account, Executor owner, Consumer<Outcome<List<BoundKey>>> answer) {
        thread.ask(
                false,
                database -> List.copyOf(database.rows(
                        "SELECT " + COLUMNS + " FROM account_key WHERE " + OF_ACCOUNT + " ORDER BY id",
                        row -> key(row, 1),
                        account.canonical())),
                new Asker<>(owner, answer));
    }

    @Override
    public void find(Fingerprint fingerprint, Executor owner, Consumer<Outcome<Optional<KeyOwner>>> answer) {
        thread.ask(false, database -> find(database, fingerprint), new Asker<>(owner, answer));
    }

    static Optional<KeyOwner> find(Database database, Fingerprint fingerprint) throws SQLException {
        return database.row(
                "SELECT " + SqliteAccounts.COLUMNS + ", " + COLUMNS
                        + " FROM account_key JOIN account ON account.id = account_key.account_id"
                        + " WHERE account_key.fingerprint = ?",
                row -> new KeyOwner(SqliteAccounts.account(row), key(row, ACCOUNT_COLUMNS + 1)),
                fingerprint.toString());
    }

    static void noteUse(Database database, UserName account, Fingerprint fingerprint, Instant now) throws SQLException {
        database.update(
                "UPDATE account_key SET used_millis = ? WHERE fingerprint = ? AND " + OF_ACCOUNT,
                now.toEpochMilli(),
                fingerprint.toString(),
                account.canonical());
    }

    @Override
    public void counts(Executor owner, Consumer<Outcome<Map<UserName, Integer>>> answer) {
        thread.ask(
                false,
                database -> {
                    Map<UserName, Integer> counts = new TreeMap<>();
                    database.rows(
                            "SELECT account.display_name, count(*) FROM account_key"
                                    + " JOIN account ON account.id = account_key.account_id GROUP BY account.id",
                            row -> counts.put(
                                    StoredValues.parsed("a user name", row.getString(1), UserName::of), row.getInt(2)));
                    return counts;
                },
                new Asker<>(owner, answer));
    }

    private static BoundKey key(ResultSet row, int first) throws SQLException {
        return new BoundKey(
                new KeyBinding(
                        StoredValues.parsed("a fingerprint", row.getString(first), Fingerprint::parse),
                        row.getString(first + 1),
                        StoredValues.time(row, first + 2)),
                StoredValues.optionalTime(row, first + 3));
    }
}
