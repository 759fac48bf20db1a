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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
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

    /** Holds up the thread that reads, in an answer, and returns once it stands there. */
    private static void holdUpReader(Store store, StoredRoom room, CountDownLatch gate) throws InterruptedException {
        CountDownLatch standing = new CountDownLatch(1);
        store.history()
                .page(
                        new History.PageQuery(room.id(), room.name(), OptionalLong.empty(), OptionalLong.empty(), 1, 1),
                        task -> {
                            standing.countDown();
                            try {
                                gate.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        outcome -> {});
        standing.await();
    }

    @Test
    void readingHoldsUpNoAppend() throws InterruptedException {
        Talking talking = new Talking(store);
        talking.createAccounts("alice");
        StoredRoom lobby = talking.lobby("alice");
        CountDownLatch gate = new CountDownLatch(1);
        holdUpReader(store, lobby, gate);

        assertThat(talking.say(lobby, "alice", "1", "meanwhile").message().seq())
                .isEqualTo(1);

        gate.countDown();
        assertThat(talking.texts(lobby)).containsExactly("meanwhile");
    }

    @Test
    void tooManyReadersAreToldSoAtOnce() throws Exception {
        try (Store small = SqliteStore.open(DataFolder.open(folder), new StoreLimits(8, 8, Duration.ofSeconds(5)))) {
            Talking talking = new Talking(small);
            talking.createAccounts("alice");
            StoredRoom lobby = talking.lobby("alice");
            CountDownLatch gate = new CountDownLatch(1);
            holdUpReader(small, lobby, gate);
            Answers<List<Rooms.Listing>> answers = new Answers<>();
            for (int i = 0; i < 3; i++) {
                small.rooms().list(UserName.of("alice"), Runnable::run, answers);
            }

            assertThat(answers.next()).isInstanceOf(Outcome.Busy.class);
            gate.countDown();
            assertThat(answers.value()).hasSize(1);
            assertThat(answers.value()).hasSize(1);
        }
    }

    @Test
    void roomsAndHistorySurviveARestart() throws StoreException {
        Talking talking = new Talking(store);
        talking.createAccounts("alice", "bob");
        StoredRoom ferry = talking.entered("alice", "#ferry");
        StoredRoom pair = talking.converse("alice", "bob").orElseThrow().own().room();
        StoredMessage first = talking.say(ferry, "alice", "a-1", "ferry one").message();
        talking.say(pair, "alice", "a-2", "ferry two");
        talking.markRead("bob", pair.id(), 1);
        talking.setTopic("alice", "#ferry", "boats");
        talking.index();
        List<Membership> alices = talking.roomsOf("alice");
        List<Membership> bobs = talking.roomsOf("bob");
        store.close();

        store = Store.open(DataFolder.open(folder));

        Talking again = new Talking(store);
        assertThat(again.roomsOf("alice")).isEqualTo(alices);
        assertThat(again.roomsOf("bob")).isEqualTo(bobs);
        assertThat(again.found("alice", "ferry")).containsExactly("ferry two", "ferry one");
        assertThat(again.say(ferry, "alice", "a-1", "again")).isEqualTo(new History.Appended(ferry.id(), first, true));
        assertThat(again.say(ferry, "bob", "b-1", "next").message().seq()).isEqualTo(2);
    }

    @Test
    void searchLooksAtABoundedNumberOfMessagesAndSaysWhereToGoOn() throws Exception {
        Talking talking = new Talking(store);
        talking.createAccounts("alice");
        StoredRoom lobby = talking.lobby("alice");
        talking.say(lobby, "alice", "", "배");
        store.close();
        try (Database database = Database.open(folder.resolve("naru.db"), Duration.ofSeconds(5))) {
            database.run("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 45000)"
                    + " INSERT INTO message (room_id, seq, author_id, author, at_millis, text)"
                    + " SELECT 1, i, 1, 'alice', 1, 'ferry' FROM n");
            database.run("UPDATE room SET last_seq = 45000 WHERE id = 1");
        }
        store = Store.open(DataFolder.open(folder));
        Talking again = new Talking(store);

        for (OptionalLong room : List.of(OptionalLong.empty(), OptionalLong.of(1))) {
            OptionalLong before = OptionalLong.empty();
            for (int page = 0; page < 2; page++) {
                History.Found found = again.search(new History.Search(UserName.of("alice"), room, "배", before, 5));
                assertThat(found.messages()).isEmpty();
                assertThat(found.hasMore()).isTrue();
                assertThat(found.at()).isEqualTo(45_001L - (page + 1) * SqliteSearch.LOOKED_AT_MAX);
                before = OptionalLong.of(found.at());
            }
            assertThat(again.found("alice", room, "배", 5)).containsExactly("배");
        }
    }

    @Test
    void whatOthersSayInBetweenHoldsASearchOfOneRoomUpOnlyOnce() throws Exception {
        Talking talking = new Talking(store);
        talking.createAccounts("alice");
        StoredRoom lobby = talking.lobby("alice");
        StoredRoom ferry = talking.entered("alice", "#ferry");
        talking.say(ferry, "alice", "", "harbour one");
        store.close();
        int others = 3 * SqliteSearch.LOOKED_AT_MAX;
        try (Database database = Database.open(folder.resolve("naru.db"), Duration.ofSeconds(5))) {
            database.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + others + ")"
                    + " INSERT INTO message (room_id, seq, author_id, author, at_millis, text)"
                    + " SELECT " + lobby.id() + ", i, 1, 'alice', 1, 'harbour' FROM n");
            database.run("UPDATE room SET last_seq = " + others + " WHERE id = " + lobby.id());
            database.run("INSERT INTO message_text (rowid, text) SELECT id, text FROM message");
            database.run("UPDATE history_state SET indexed_id = (SELECT max(id) FROM message)");
        }
        store = Store.open(DataFolder.open(folder));
        Talking again = new Talking(store);

        List<String> found = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        for (int page = 0; page < 3; page++) {
            History.Found some = again.search(
                    new History.Search(UserName.of("alice"), OptionalLong.of(ferry.id()), "harbour", before, 5));
            some.messages().forEach(message -> found.add(message.text()));
            if (!some.hasMore()) {
                break;
            }
            before = OptionalLong.of(some.at());
        }
        assertThat(found).containsExactly("harbour one");
    }

    @Test
    void whatOthersSayWhereTheUserIsNotMakesNoPageShorter() throws Exception {
        Talking talking = new Talking(store);
        talking.createAccounts("alice", "bob");
        talking.say(talking.lobby("alice"), "alice", "", "harbour");
        StoredRoom ferry = talking.entered("alice", "#ferry");
        store.close();
        int others = SqliteSearch.LOOKED_AT_MAX + 10;
        try (Database database = Database.open(folder.resolve("naru.db"), Duration.ofSeconds(5))) {
            database.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + others + ")"
                    + " INSERT INTO message (room_id, seq, author_id, author, at_millis, text)"
                    + " SELECT " + ferry.id() + ", i, 1, 'alice', 1, 'harbour 배' FROM n");
            database.run("UPDATE room SET last_seq = " + others + " WHERE id = " + ferry.id());
        }
        store = Store.open(DataFolder.open(folder));
        Talking again = new Talking(store);

        for (int round = 0; round < 2; round++) {
            for (String words : List.of("harbour", "배")) {
                History.Found found = again.search(
                        new History.Search(UserName.of("bob"), OptionalLong.empty(), words, OptionalLong.empty(), 5));
                assertThat(found.messages()).hasSize(words.equals("배") ? 0 : 1);
                assertThat(found.hasMore()).isFalse();
            }
            again.index();
        }
    }

    @Test
    void aPageOfASearchIsBoundedInText() throws Exception {
        Talking talking = new Talking(store);
        talking.createAccounts("alice");
        StoredRoom lobby = talking.lobby("alice");
        String words = "harbour ".repeat(2_000);
        for (int i = 0; i < 20; i++) {
            talking.say(lobby, "alice", "", words);
        }

        History.Found page = talking.search(
                new History.Search(UserName.of("alice"), OptionalLong.empty(), "harbour", OptionalLong.empty(), 20));

        assertThat(page.messages()).hasSize(9);
        assertThat(page.hasMore()).isTrue();
        assertThat(page.messages().stream()
                        .mapToLong(message -> message.text().length())
                        .sum())
                .isBetween(SqliteSearch.FOUND_MAX, SqliteSearch.FOUND_MAX + words.length());
    }
}
