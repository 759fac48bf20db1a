package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.InviteCode;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Accounts.Admission;
import io.naru.relay.store.Accounts.Creation;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store in a file does beyond what all stores do. */
class SqliteStoreTest {
    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void openStore() throws StoreException {
        store = Store.open(DataFolder.open(folder));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static Account account(String name) {
        return StoreContract.account(name);
    }

    private static Creation create(Store store, Account account) {
        return StoreContract.ask(
                answer -> store.accounts().create(account, StoreContract.ENTRY, Runnable::run, answer));
    }

    private Optional<Account> find(String name) {
        return StoreContract.ask(answer -> store.accounts().find(UserName.of(name), Runnable::run, answer));
    }

    private boolean hasChangedElsewhere() {
        return StoreContract.ask(answer -> store.hasChangedElsewhere(Runnable::run, answer));
    }

    private static KeptInvite keep(Store store, Invite invite, InviteCode code) {
        return StoreContract.ask(
                answer -> store.invites().create(invite, code, StoreContract.ENTRY, Runnable::run, answer));
    }

    @Test
    void everythingSurvivesARestart() throws StoreException {
        create(store, account("minsu"));
        StoreContract.<Keys.Binding>ask(answer -> store.keys()
                .bind(UserName.of("minsu"), StoreContract.key("laptop"), StoreContract.ENTRY, Runnable::run, answer));
        KeptInvite invite = keep(store, StoreContract.invite(2), StoreContract.code('A'));
        Ban ban = new Ban(
                Ban.Kind.BAN,
                ModerationTarget.parse("addr:192.0.2.1"),
                Optional.empty(),
                StoreContract.CREATED,
                Optional.empty(),
                "");
        StoreContract.<Bans.Placement>ask(answer -> store.bans().put(ban, StoreContract.ENTRY, Runnable::run, answer));
        store.close();

        store = Store.open(DataFolder.open(folder));

        assertThat(find("minsu")).contains(account("minsu"));
        Optional<KeyOwner> keyOwner = StoreContract.ask(
                answer -> store.keys().find(StoreContract.fingerprint("laptop"), Runnable::run, answer));
        assertThat(keyOwner).isPresent();
        List<KeptInvite> invites = StoreContract.ask(answer -> store.invites().list(Runnable::run, answer));
        assertThat(invites).containsExactly(invite);
        List<Ban> bans = StoreContract.ask(answer -> store.bans().active(StoreContract.CREATED, Runnable::run, answer));
        assertThat(bans).containsExactly(ban);
        List<AuditEntry> audit = StoreContract.ask(answer -> store.audit().since(Instant.EPOCH, Runnable::run, answer));
        assertThat(audit).hasSize(4);
    }

    @Test
    void whatIsForgottenLeavesTheIndexToo() throws StoreException, SQLException {
        Talking talking = new Talking(store);
        talking.createAccounts("alice");
        StoredRoom lobby = talking.lobby("alice");
        for (int i = 1; i <= 5; i++) {
            talking.say(lobby, "alice", "", "ferry " + i);
        }
        talking.index();

        talking.prune(new History.Retention(Optional.empty(), 2, Long.MAX_VALUE), Talking.NOW);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("naru.db"));
                Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM message_text WHERE message_text MATCH '\"fer\"'")) {
            assertThat(row.getLong(1)).isEqualTo(2);
        }
    }

    @Test
    void stolenDatabaseHoldsNoCode() throws IOException {
        keep(store, StoreContract.invite(1), StoreContract.code('Q'));
        store.close();

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("QQQQQQQQ");
            }
        }
    }

    @Test
    void secondStoreOnTheSameFileSeesWhatTheFirstWrites() throws StoreException {
        try (Store other = Store.open(DataFolder.openExisting(folder))) {
            create(store, account("minsu"));

            assertThat(create(other, account("jiyoung"))).isEqualTo(Creation.CREATED);
            assertThat(find("jiyoung")).isPresent();
            Answers<Optional<Account>> found = new Answers<>();
            other.accounts().find(UserName.of("minsu"), Runnable::run, found);
            assertThat(found.value()).isPresent();
        }
    }

    @Test
    void changeByAnotherProgramIsNoticedOnceAndOnesOwnIsNot() throws StoreException {
        assertThat(hasChangedElsewhere()).isFalse();
        create(store, account("minsu"));
        assertThat(hasChangedElsewhere()).isFalse();
        try (Store other = Store.open(DataFolder.openExisting(folder))) {
            Answers<Optional<Account>> found = new Answers<>();
            other.accounts().find(UserName.of("minsu"), Runnable::run, found);
            found.value();
            assertThat(hasChangedElsewhere()).as("who only reads").isFalse();
            Answers<Accounts.Change> changed = new Answers<>();
            other.accounts().setRole(UserName.of("minsu"), Role.OPERATOR, StoreContract.ENTRY, Runnable::run, changed);
            changed.value();

            assertThat(hasChangedElsewhere()).isTrue();
            assertThat(hasChangedElsewhere()).isFalse();
            assertThat(find("minsu").orElseThrow().role()).isEqualTo(Role.OPERATOR);
        }
    }

    @Test
    void twoStoresThatWriteAtOnceLoseNothing() throws StoreException {
        int each = 200;
        Answers<Creation> here = new Answers<>();
        Answers<Creation> there = new Answers<>();
        try (Store other = Store.open(DataFolder.openExisting(folder))) {
            for (int i = 0; i < each; i++) {
                store.accounts().create(account("here" + i), StoreContract.ENTRY, Runnable::run, here);
                other.accounts().create(account("there" + i), StoreContract.ENTRY, Runnable::run, there);
                store.accounts().create(account("both" + i), StoreContract.ENTRY, Runnable::run, here);
                other.accounts().create(account("both" + i), StoreContract.ENTRY, Runnable::run, there);
            }
            List<Creation> outcomes = IntStream.range(0, 2 * each)
                    .boxed()
                    .flatMap(i -> List.of(here.value(), there.value()).stream())
                    .toList();

            assertThat(outcomes).filteredOn(Creation.CREATED::equals).hasSize(3 * each);
            List<Account> accounts =
                    StoreContract.ask(answer -> store.accounts().list(Runnable::run, answer));
            assertThat(accounts).hasSize(3 * each);
        }
    }

    @Test
    void twoProcessesTogetherUseAnInviteAsOftenAsItSays() throws StoreException {
        int each = 20;
        keep(store, StoreContract.invite(each), StoreContract.code('A'));
        Answers<Admission> answers = new Answers<>();
        try (Store other = Store.open(DataFolder.openExisting(folder))) {
            for (int i = 0; i < each; i++) {
                for (Store one : List.of(store, other)) {
                    Account account = account((one == store ? "here" : "there") + i);
                    one.accounts()
                            .register(
                                    account,
                                    Optional.of(StoreContract.code('A')),
                                    Optional.empty(),
                                    Runnable::run,
                                    answers);
                }
            }
            List<Admission> admissions =
                    IntStream.range(0, 2 * each).mapToObj(i -> answers.value()).toList();

            assertThat(admissions).filteredOn(Admission.CREATED::equals).hasSize(each);
        }
    }

    @Test
    void answersComeInTheExecutorInTheOrderOfTheQuestions() throws InterruptedException {
        LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            int number = i;
            Consumer<Outcome<Optional<Account>>> answer = outcome -> order.append(number);
            store.accounts().find(UserName.of("minsu"), loop::add, answer);
        }

        for (int i = 0; i < 10; i++) {
            loop.poll(20, TimeUnit.SECONDS).run();
        }

        assertThat(order).hasToString("0123456789");
    }

    @Test
    void closedStoreFailsRequestsWithASentence() {
        store.close();
        Answers<List<Account>> answers = new Answers<>();

        store.accounts().list(Runnable::run, answers);

        assertThat(answers.sentence()).isEqualTo("The store is closed");
    }

    @Test
    void oldestEntriesOfTheAuditGoFirst() throws Exception {
        store.close();
        Path file = folder.resolve("naru.db");
        try (Database database = Database.open(file, Duration.ofSeconds(5))) {
            database.run("INSERT INTO audit (id, at_millis, via, action, target, detail) VALUES (7, 1, 'ctl', 'kick',"
                    + " 'old', ''), (8, 1, 'ctl', 'kick', 'less old', ''), (" + (Audit.KEPT + 6)
                    + ", 1, 'ctl', 'kick', 'new', '')");
        }
        store = Store.open(DataFolder.open(folder));

        StoreContract.<AuditEntry>ask(answer -> store.audit().add(StoreContract.ENTRY, Runnable::run, answer));

        List<AuditEntry> audit = StoreContract.ask(answer -> store.audit().since(Instant.EPOCH, Runnable::run, answer));
        assertThat(audit).extracting(AuditEntry::target).containsExactly("less old", "new", "minsu");
    }
}
