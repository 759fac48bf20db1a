package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, in a store in a file: beside one another, over a restart, and with a bound to each search. */
class StoredHistoryTest {
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
