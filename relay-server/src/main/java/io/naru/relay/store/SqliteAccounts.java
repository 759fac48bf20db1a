package io.naru.relay.store;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The accounts in the table {@code account}.
 *
 * <p>Threading: as {@link Accounts} says.
 */
final class SqliteAccounts implements Accounts {

    private static final String COLUMNS = "display_name, role, password_hash, created_millis";

    private final StoreThread thread;

    SqliteAccounts(StoreThread thread) {
        this.thread = thread;
    }

    @Override
    public void find(UserName name, Executor owner, Consumer<Outcome<Optional<Account>>> answer) {
        thread.ask(
                false,
                database -> {
                    PreparedStatement query =
                            database.prepared("SELECT " + COLUMNS + " FROM account WHERE canonical_name = ?");
                    query.setString(1, name.canonical());
                    try (ResultSet row = query.executeQuery()) {
                        return row.next() ? Optional.of(account(row)) : Optional.empty();
                    }
                },
                new Asker<>(owner, answer));
    }

    @Override
    public void create(Account account, Executor owner, Consumer<Outcome<Creation>> answer) {
        thread.ask(
                true,
                database -> {
                    PreparedStatement insert = database.prepared("INSERT INTO account (canonical_name, " + COLUMNS
                            + ") VALUES (?, ?, ?, ?, ?) ON CONFLICT (canonical_name) DO NOTHING");
                    insert.setString(1, account.name().canonical());
                    insert.setString(2, account.name().display());
                    insert.setString(3, account.role().name().toLowerCase(Locale.ROOT));
                    insert.setString(4, account.passwordHash());
                    insert.setLong(5, account.createdAt().toEpochMilli());
                    return insert.executeUpdate() == 1 ? Creation.CREATED : Creation.NAME_TAKEN;
                },
                new Asker<>(owner, answer));
    }

    @Override
    public void remove(UserName name, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> {
                    PreparedStatement delete = database.prepared("DELETE FROM account WHERE canonical_name = ?");
                    delete.setString(1, name.canonical());
                    return delete.executeUpdate() == 1;
                },
                new Asker<>(owner, answer));
    }

    @Override
    public void list(Executor owner, Consumer<Outcome<List<Account>>> answer) {
        thread.ask(
                false,
                database -> {
                    PreparedStatement query =
                            database.prepared("SELECT " + COLUMNS + " FROM account ORDER BY canonical_name");
                    List<Account> accounts = new ArrayList<>();
                    try (ResultSet row = query.executeQuery()) {
                        while (row.next()) {
                            accounts.add(account(row));
                        }
                    }
                    return List.copyOf(accounts);
                },
                new Asker<>(owner, answer));
    }

    @Override
    public void setPassword(UserName name, String passwordHash, Executor owner, Consumer<Outcome<Boolean>> answer) {
        thread.ask(
                true,
                database -> {
                    PreparedStatement update =
                            database.prepared("UPDATE account SET password_hash = ? WHERE canonical_name = ?");
                    update.setString(1, passwordHash);
                    update.setString(2, name.canonical());
                    return update.executeUpdate() == 1;
                },
                new Asker<>(owner, answer));
    }

    private static Account account(ResultSet row) throws SQLException {
        try {
            return new Account(
                    UserName.of(row.getString(1)),
                    Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4)));
        } catch (InvalidValueException e) {
            throw new SQLException("an account has a name that isn't allowed: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new SQLException("an account has a role that this version doesn't know", e);
        }
    }
}
