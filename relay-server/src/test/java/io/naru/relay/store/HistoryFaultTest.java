package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.log.Logging;
import io.naru.common.testkit.Seeds;
import io.naru.relay.store.History.Appended;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** What happens to what is said when the disk fails. */
class HistoryFaultTest {
    @TempDir
    Path temp;

    private Logging logging;
    private FailingConnection connection;
    private Store store;
    private Talking talking;
    private StoredRoom lobby;

    @BeforeEach
    void open() throws IOException, SQLException {
        logging = Logging.silent();
        Store.open(DataFolder.open(temp)).close();
        reopen();
        talking.createAccounts("alice", "bob");
        lobby = talking.lobby("alice");
    }

    private void reopen() throws IOException, SQLException {
        Path file = temp.resolve("naru.db");
        connection = new FailingConnection(DriverManager.getConnection(
                "jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=1000&foreign_keys=on"));
        store = SqliteStore.on(
                new Database(file, connection.connection()), StoreLimits.DEFAULT, Optional.of(SearchIndex::extend));
        talking = new Talking(store);
    }

    @AfterEach
    void close() {
        store.close();
        logging.close();
    }

    private Outcome<Appended> say(String text) {
        return talking.tryToSay(Talking.message(lobby, "alice", "", text));
    }

    private static String sentence(Outcome<?> outcome) {
        return ((Outcome.Failed<?>) outcome).cause().getMessage();
    }

    @Test
    void fullDiskFailsAppendsAndReadingGoesOn() {
        say("one");
        connection.failCommit(SQLiteErrorCode.SQLITE_FULL);

        assertThat(sentence(say("lost"))).startsWith("The disk is full: ");
        assertThat(talking.texts(lobby)).containsExactly("one");
        assertThat(talking.found("bob", "one")).containsExactly("one");
    }

    @Test
    void seqsAreRightAgainAfterAFailedCommit() {
        say("one");
        connection.failCommit(SQLiteErrorCode.SQLITE_IOERR_WRITE);
        say("lost");
        say("lost, too");
        connection.work();

        assertThat(((Outcome.Done<Appended>) say("two")).value().message().seq())
                .isEqualTo(2);
        assertThat(talking.texts(lobby)).containsExactly("one", "two");
        assertThat(talking.lobby("bob").lastSeq()).isEqualTo(2);
    }

    @Test
    void idOfWhatWasLostIsFreeAgain() {
        connection.failCommit(SQLiteErrorCode.SQLITE_FULL);
        talking.tryToSay(Talking.message(lobby, "alice", "a-1", "lost"));
        connection.work();

        assertThat(talking.say(lobby, "alice", "a-1", "kept").isRepeated()).isFalse();
        assertThat(talking.say(lobby, "alice", "a-1", "kept").isRepeated()).isTrue();
        assertThat(talking.texts(lobby)).containsExactly("kept");
    }

    @Test
    void appendThatFailsHalfWayLeavesNothing() {
        connection.fail(sql -> sql.startsWith("INSERT INTO message "), SQLiteErrorCode.SQLITE_IOERR_WRITE);
        assertThat(say("lost")).isInstanceOf(Outcome.Failed.class);
        connection.work();

        assertThat(talking.lobby("alice").lastSeq()).isZero();
        assertThat(((Outcome.Done<Appended>) say("one")).value().message().seq())
                .isEqualTo(1);
    }

    @Test
    void failedSyncBreaksTheStoreAndReadingGoesOnUntilItStops() {
        Answers<StoreException> broken = new Answers<>();
        store.whenBroken(Runnable::run, fault -> broken.accept(new Outcome.Done<>(fault)));
        say("one");
        connection.failCommit(SQLiteErrorCode.SQLITE_IOERR_FSYNC);

        String sentence = sentence(say("lost"));
        connection.work();

        assertThat(sentence).startsWith("The disk failed to store ");
        assertThat(broken.value()).hasMessage(sentence);
        assertThat(sentence(say("not tried"))).isEqualTo(sentence);
        assertThat(talking.texts(lobby)).containsExactly("one");
    }

    @Test
    void whateverFailsWhatWasAnsweredIsThereOnceAndInOrder() {
        Seeds.run(10, random -> {
            List<String> expected = new ArrayList<>(talking.texts(lobby));
            for (int i = 0; i < 30; i++) {
                int kind = random.nextInt(6);
                if (kind == 0) {
                    connection.failCommit(SQLiteErrorCode.SQLITE_FULL);
                } else if (kind == 1) {
                    String begin = random.nextBoolean() ? "UPDATE room" : "INSERT INTO message ";
                    connection.fail(sql -> sql.startsWith(begin), SQLiteErrorCode.SQLITE_IOERR_WRITE);
                } else {
                    connection.work();
                }
                Answers<Appended> answers = new Answers<>();
                int count = 1 + random.nextInt(5);
                for (int j = 0; j < count; j++) {
                    String text = random.nextInt() + " " + i + " " + j;
                    store.history().append(Talking.message(lobby, "alice", "", text), Runnable::run, answers);
                }
                for (int j = 0; j < count; j++) {
                    if (answers.next() instanceof Outcome.Done<Appended> done) {
                        expected.add(done.value().message().text());
                        assertThat(done.value().message().seq()).isEqualTo(expected.size());
                    }
                }
            }
            connection.work();
            assertThat(talking.texts(lobby)).isEqualTo(expected);
        });
    }

    @Test
    void indexThatFailsIsTakenUpAfterTheNextMessage() {
        connection.fail(sql -> sql.startsWith("INSERT INTO message_text"), SQLiteErrorCode.SQLITE_FULL);
        say("ferry one");
        assertThat(talking.found("bob", "ferry")).containsExactly("ferry one");
        connection.work();
        say("ferry two");
        talking.index();

        assertThat(talking.found("bob", "ferry")).containsExactly("ferry two", "ferry one");
        assertThat(Files.exists(temp.resolve("naru.db"))).isTrue();
    }
}
