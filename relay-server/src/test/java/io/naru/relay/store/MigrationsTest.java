package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.Password;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.crypto.PasswordFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frozen database was written by the first version, and is never written again. */
class MigrationsTest {

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void thaw() throws IOException {
        file = temp.resolve("naru.db");
        DataFolderTest.ownersFile(file);
        try (InputStream frozen = MigrationsTest.class.getResourceAsStream("naru-v1.db");
                OutputStream target = Files.newOutputStream(file)) {
            frozen.transferTo(target);
        }
    }

    private Database open() throws StoreException {
        return Database.open(file, Duration.ofSeconds(5));
    }

    private static List<List<String>> with(List<List<String>> more) {
        List<List<String>> steps = new ArrayList<>(Migrations.ALL);
        steps.addAll(more);
        return steps;
    }

    @Test
    void databaseOfTheFirstVersionOpensWithItsAccounts() throws Exception {
        try (Store store = Store.open(DataFolder.openExisting(temp))) {
            Answers<List<Account>> list = new Answers<>();
            store.accounts().list(Runnable::run, list);
            List<Account> accounts = list.value();

            assertThat(accounts).extracting(Account::name).containsExactly(UserName.of("minsu"), UserName.of("지영"));
            assertThat(accounts).extracting(a -> a.name().display()).containsExactly("MinSu", "지영");
            assertThat(accounts).extracting(Account::role).containsOnly(Role.MEMBER);
            PasswordFunction function = PasswordFunction.argon2id(PasswordCost.LOW);
            assertThat(function.matches(Password.of("ferry"), accounts.get(0).passwordHash()))
                    .isTrue();
            assertThat(function.matches(Password.of("나룻배"), accounts.get(1).passwordHash()))
                    .isTrue();
        }
        try (Database database = open()) {
            assertThat(database.number("PRAGMA user_version")).isEqualTo(Migrations.ALL.size());
        }
    }

    @Test
    void accountsOfTheFirstVersionCanHaveKeysAndRoles() throws Exception {
        try (Store store = Store.open(DataFolder.openExisting(temp))) {
            KeyBinding key = AccountsTest.key("laptop");
            Keys.Binding bound = AccountsTest.ask(
                    answer -> store.keys().bind(UserName.of("지영"), key, AccountsTest.ENTRY, Runnable::run, answer));
            Accounts.Change change = AccountsTest.ask(answer -> store.accounts()
                    .setRole(UserName.of("minsu"), Role.OWNER, AccountsTest.ENTRY, Runnable::run, answer));
            Optional<KeyOwner> owner =
                    AccountsTest.ask(answer -> store.keys().find(key.fingerprint(), Runnable::run, answer));

            assertThat(bound).isEqualTo(Keys.Binding.BOUND);
            assertThat(change).isEqualTo(Accounts.Change.DONE);
            assertThat(owner.orElseThrow().account().name()).isEqualTo(UserName.of("지영"));
            assertThat(owner.orElseThrow().account().lastLoginAt()).isEmpty();
        }
    }

    @Test
    void frozenDatabaseIsWhatTheFirstStepMakes() throws Exception {
        try (Database frozen = open()) {
            assertThat(frozen.number("PRAGMA user_version")).isEqualTo(1);
            assertThat(frozen.number("PRAGMA application_id")).isEqualTo(Migrations.APPLICATION_ID);
        }
        Path fresh = temp.resolve("fresh.db");
        Files.createFile(fresh);
        try (Database frozen = open();
                Database made = Database.open(fresh, Duration.ZERO)) {
            Migrations.apply(made, Migrations.ALL.subList(0, 1));

            // A released step that was edited would show here.
            assertThat(schema(made)).isEqualTo(schema(frozen));
        }
    }

    private static String schema(Database database) throws SQLException {
        try (var row = database.prepared("SELECT group_concat(sql, ';') FROM sqlite_schema ORDER BY name")
                .executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void laterStepsAreAppliedOnceAndInOrder() throws Exception {
        List<List<String>> steps = with(List.of(
                List.of("ALTER TABLE account ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'"),
                List.of("CREATE TABLE guest (name TEXT)", "UPDATE account SET mood = 'glad'")));
        try (Database database = open()) {
            Migrations.apply(database, steps);
            Migrations.apply(database, steps);

            assertThat(database.number("SELECT count(*) FROM account WHERE mood = 'glad'"))
                    .isEqualTo(2);
            assertThat(database.number("PRAGMA user_version")).isEqualTo(steps.size());
        }
    }

    @Test
    void stepThatFailsIsUndoneAsAWhole() throws Exception {
        List<List<String>> steps =
                with(List.of(List.of("CREATE TABLE guest (name TEXT)", "INSERT INTO nowhere VALUES (1)")));
        try (Database database = open()) {
            assertThatThrownBy(() -> Migrations.apply(database, steps)).isInstanceOf(SQLException.class);

            assertThat(database.number("PRAGMA user_version")).isEqualTo(Migrations.ALL.size());
            assertThat(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'guest'"))
                    .isZero();
        }
    }

    @Test
    void connectionIsDurableAndChecksReferences() throws Exception {
        try (Database database = open()) {
            assertThat(database.number("PRAGMA synchronous")).as("FULL").isEqualTo(2);
            assertThat(database.number("PRAGMA foreign_keys")).isEqualTo(1);
            assertThat(database.number("PRAGMA busy_timeout")).isEqualTo(5000);
            try (var row = database.prepared("PRAGMA journal_mode").executeQuery()) {
                assertThat(row.getString(1)).isEqualTo("wal");
            }
        }
    }

    @Test
    void manyWhoOpenAFreshFolderAtOnceAgreeOnOneDatabase() throws Exception {
        Path folder = temp.resolve("fresh");
        CountDownLatch start = new CountDownLatch(1);
        Answers<Accounts.Creation> created = new Answers<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Account account = AccountsTest.account("user" + i);
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    try (Store store = Store.open(DataFolder.open(folder))) {
                        store.accounts().create(account, AccountsTest.ENTRY, Runnable::run, created);
                    }
                } catch (StoreException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }

        start.countDown();

        for (Thread thread : threads) {
            thread.join();
            assertThat(created.value()).isEqualTo(Accounts.Creation.CREATED);
        }
    }
}
