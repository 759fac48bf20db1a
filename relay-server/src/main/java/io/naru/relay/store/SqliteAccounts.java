package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
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
 * The accounts in the table {@code account}.
 *
 * <p>Threading: as {@link Accounts} says.
 */
final class SqliteAccounts implements Accounts {

    /** What {@link #account} reads from the table's rows, in this order, from column 1. */
    static final String COLUMNS =
            "account.display_name, account.role, account.password_hash, account.created_millis, account.last_login_millis";

    private final StoreThread thread;

    SqliteAccounts(StoreThread thread) {
        this.thread = thread;
    }

    @Override
    public void find(UserName name, Executor owner, Consumer<Outcome<Optional<Account>>> answer) {
        thread.ask(false, database -> find(database, name), new Asker<>(owner, answer));
    }

    private static Optional<Account> find(Database database, UserName name) throws SQLException {
        return database.row(
                "SELECT " + COLUMNS + " FROM account WHERE canonical_name = ?",
                SqliteAccounts::account,
                name.canonical());
    }

    @Override
    public void create(Account account, AuditEntry entry, Executor owner, Consumer<Outcome<Creation>> answer) {
        thread.ask(
                true,
                database -> {
                    if (find(database, account.name()).isPresent()) {
                        return Creation.NAME_TAKEN;
                    }
                    insert(database, account);
                    SqliteAudit.add(database, entry);
                    return Creation.CREATED;
                },
                new Asker<>(owner, answer));
    }

    private static void insert(Database database, Account account) throws SQLException {
        database.update(
                "INSERT INTO account (canonical_name, display_name, role, password_hash, created_millis,"
                        + " last_login_millis) VALUES (?, ?, ?, ?, ?, ?)",
                account.name().canonical(),
                account.name().display(),
                StoredValues.word(account.role()),
                account.passwordHash(),
                account.createdAt().toEpochMilli(),
                StoredValues.millis(account.lastLoginAt()));
    }

    @Override
    public void register(
            Account account,
            Optional<InviteCode> code,
            Optional<KeyBinding> key,
            Executor owner,
            Consumer<Outcome<Admission>> answer) {
        thread.ask(true, database -> register(database, account, code, key), new Asker<>(owner, answer));
    }

    /** Everything is looked at before anything is written; nobody else writes meanwhile. */
    private static Admission register(
            Database database, Account account, Optional<InviteCode> code, Optional<KeyBinding> key)
            throws SQLException {
        Optional<KeptInvite> invite = Optional.empty();
        if (code.isPresent()) {
            invite = SqliteInvites.find(database, code.get());
            Admission admission = Admission.by(invite, account.createdAt());
            if (admission != Admission.CREATED) {
                return admission;
            }
        }
        if (find(database, account.name()).isPresent()) {
            return Admission.NAME_TAKEN;
        }
        if (key.isPresent()
                && SqliteKeys.find(database, key.get().fingerprint()).isPresent()) {
            return Admission.KEY_TAKEN;
        }
        insert(database, account);
        if (key.isPresent()) {
            SqliteKeys.insert(database, account.name(), key.get());
        }
        if (invite.isPresent()) {
            SqliteInvites.use(database, invite.get());
            SqliteAudit.add(database, invite.get().used(account));
        }
        return Admission.CREATED;
    }

    @Override
    public void remove(UserName name, AuditEntry entry, Executor owner, Consumer<Outcome<Change>> answer) {
        thread.ask(
                true,
                database -> {
                    Optional<Account> account = find(database, name);
                    if (account.isEmpty()) {
                        return Change.UNKNOWN;
                    }
                    if (isLastOwner(database, account.get())) {
                        return Change.LAST_OWNER;
                    }
                    database.update("DELETE FROM account WHERE canonical_name = ?", name.canonical());
                    EmptyRooms.clear(database);
                    SqliteAudit.add(database, entry);
                    return Change.DONE;
                },
                new Asker<>(owner, answer));
    }

    private static boolean isLastOwner(Database database, Account account) throws SQLException {
        return account.role() == Role.OWNER
                && database.number("SELECT count(*) FROM account WHERE role = 'owner'") == 1;
    }

    @Override
    public void list(Executor owner, Consumer<Outcome<List<Account>>> answer) {
        thread.ask(
                false,
                database -> List.copyOf(database.rows(
                        "SELECT " + COLUMNS + " FROM account ORDER BY canonical_name", SqliteAccounts::account)),
                new Asker<>(owner, answer));
    }

    @Override
    public void setPassword(
            UserName name, String passwordHash, AuditEntry entry, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> SqliteAudit.addIf(
                        database.update(
                                        "UPDATE account SET password_hash = ? WHERE canonical_name = ?",
                                        passwordHash,
                                        name.canonical())
                                == 1,
                        database,
                        entry),
                new Asker<>(owner, answer));
    }

    @Override
    public void setRole(UserName name, Role role, AuditEntry entry, Executor owner, Consumer<Outcome<Change>> answer) {
        thread.ask(
                true,
                database -> {
                    Optional<Account> account = find(database, name);
                    if (account.isEmpty()) {
                        return Change.UNKNOWN;
                    }
                    if (account.get().role() == role) {
                        return Change.DONE;
                    }
                    if (isLastOwner(database, account.get())) {
                        return Change.LAST_OWNER;
                    }
                    database.update(
                            "UPDATE account SET role = ? WHERE canonical_name = ?",
                            StoredValues.word(role),
                            name.canonical());
                    SqliteAudit.add(database, entry);
                    return Change.DONE;
                },
                new Asker<>(owner, answer));
    }

    @Override
    public void noteLogin(
            UserName name, Optional<Fingerprint> key, Instant now, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> {
                    if (key.isPresent()) {
                        SqliteKeys.noteUse(database, name, key.get(), now);
                    }
                    return database.update(
                                    "UPDATE account SET last_login_millis = ? WHERE canonical_name = ?",
                                    now.toEpochMilli(),
                                    name.canonical())
                            == 1;
                },
                new Asker<>(owner, answer));
    }

    /** The account of a row that begins with {@link #COLUMNS}. */
    static Account account(ResultSet row) throws SQLException {
        return new Account(
                StoredValues.parsed("a user name", row.getString(1), UserName::of),
                StoredValues.word(Role.class, row, 2),
                row.getString(3),
                StoredValues.time(row, 4),
                StoredValues.optionalTime(row, 5));
    }
}
