package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.log.Logging;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.Appended;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** Messages that wait together for the store. */
class HistoryTogetherTest {
    @TempDir
    Path temp;

    private final ConcurrentLinkedQueue<String> executed = new ConcurrentLinkedQueue<>();
    private Logging logging;
    private Connection bare;
    private FailingConnection connection;
    private Store store;
    private Talking talking;
    private StoredRoom lobby;
    private StoredRoom ferry;

    @BeforeEach
    void open() throws IOException, SQLException {
        logging = Logging.silent();
        Store.open(DataFolder.open(temp)).close();
        Path file = temp.resolve("naru.db");
        bare = DriverManager.getConnection(
                "jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=1000&foreign_keys=on");
        connection = new FailingConnection(bare);
        store = SqliteStore.on(new Database(file, connection.connection()), StoreLimits.DEFAULT, Optional.empty());
        talking = new Talking(store);
        talking.createAccounts("alice", "bob");
        lobby = talking.lobby("alice");
        ferry = talking.entered("bob", "#ferry");
        connection.fail(
                sql -> {
                    executed.add(sql);
                    return false;
                },
                SQLiteErrorCode.SQLITE_FULL);
    }

    @AfterEach
    void close() {
        store.close();
        logging.close();
    }

    private List<Append> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Talking.message(
                        i % 5 == 4 ? ferry : lobby,
                        i % 2 == 0 ? "alice" : "bob",
                        "m" + i,
                        "text " + i,
                        Talking.NOW.plusMillis(i / 5)))
                .toList();
    }

    private static List<String> told(List<Outcome<Appended>> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof Outcome.Done<Appended> done
                        ? done.value().message().seq() + (done.value().isRepeated() ? " again" : "")
                        : "failed")
                .toList();
    }

    private List<String> inserts() {
        return executed.stream()
                .filter(sql -> sql.startsWith("INSERT INTO message "))
                .toList();
    }

    @Test
    void manyMessagesTakeFewStatements() {
        List<Outcome<Appended>> outcomes = talking.tryToSayTogether(messages(40));

        assertThat(told(outcomes)).startsWith("1", "2", "3", "4", "1", "5").endsWith("31", "32", "8");
        assertThat(inserts()).hasSize(3);
        assertThat(executed).filteredOn(sql -> sql.startsWith("UPDATE room")).hasSize(2);
        // Of the one that held up the store.
        assertThat(executed).filteredOn("SAVEPOINT part"::equals).hasSize(1);
        assertThat(talking.seqs(lobby)).hasSize(32).isSorted();
        assertThat(talking.seqs(ferry)).hasSize(8).isSorted();
    }

    @Test
    void roomsKnowTheTimeOfTheirOldestMessage() throws SQLException {
        talking.tryToSayTogether(messages(10));
        talking.tryToSayTogether(messages(20).subList(10, 20));

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("naru.db"));
                Statement statement = other.createStatement();
                ResultSet rooms = statement.executeQuery("SELECT oldest_millis FROM room")) {
            while (rooms.next()) {
                assertThat(rooms.getLong(1)).isEqualTo(Talking.NOW.toEpochMilli());
            }
        }
    }

    @Test
    void repetitionAmongThemGetsTheFirstReceiptAndTheOthersTheirSeqs() {
        talking.say(lobby, "alice", "m2", "text 2");
        List<Append> messages = new ArrayList<>(messages(4));
        messages.add(messages.get(1));

        assertThat(told(talking.tryToSayTogether(messages))).containsExactly("2", "3", "1 again", "4", "3 again");
        assertThat(talking.texts(lobby)).containsExactly("text 2", "text 0", "text 1", "text 3");
    }

    @Test
    void oneThatCannotBeKeptFailsAlone() {
        List<Append> messages = new ArrayList<>(messages(4));
        messages.add(2, Talking.message(lobby, "nobody", "n", "lost"));

        assertThat(told(talking.tryToSayTogether(messages))).containsExactly("1", "2", "failed", "3", "4");
        assertThat(talking.lobby("bob").lastSeq()).isEqualTo(4);
    }

    @Test
    void aFullDiskFailsWhatFindsNoRoomAndThatIsKeptOnceThereIsRoom() throws SQLException {
        List<Append> large = IntStream.range(0, 40)
                .mapToObj(i -> Talking.message(lobby, "alice", "m" + i, "large ".repeat(700)))
                .toList();
        limitPages(6);

        List<Outcome<Appended>> outcomes = talking.tryToSayTogether(large);

        assertThat(outcomes).filteredOn(Outcome.Failed.class::isInstance).isNotEmpty();
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(why(outcome)).matches("|The disk is full: .* can't grow; make room"));
        assertThat(talking.texts(lobby)).hasSize((int)
                outcomes.stream().filter(Outcome.Done.class::isInstance).count());
        limitPages(1_000);
        assertThat(talking.tryToSayTogether(large)).allMatch(Outcome.Done.class::isInstance);
        assertThat(talking.texts(lobby)).hasSize(40);
    }

    private static String why(Outcome<Appended> outcome) {
        return outcome instanceof Outcome.Failed<Appended> failed
                ? failed.cause().getMessage()
                : "";
    }

    @Test
    void whereSqliteUndoesTheWholeByItselfAllAreToldWhy() {
        connection.fail(this::undoesAllAtTheThirdAlone, SQLiteErrorCode.SQLITE_FULL);

        List<Outcome<Appended>> outcomes = talking.tryToSayTogether(messages(5));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(why(outcome)).startsWith("The disk is full"));
        connection.work();
        assertThat(talking.texts(lobby)).isEmpty();
        assertThat(told(talking.tryToSayTogether(messages(5)))).containsExactly("1", "2", "3", "4", "1");
    }

    private boolean undoesAllAtTheThirdAlone(String sql) {
        executed.add(sql);
        // The first of them is that of all together.
        int inserts = sql.startsWith("INSERT INTO message ") ? inserts().size() : 0;
        if (inserts < 4) {
            return inserts == 1;
        }
        try (Statement statement = bare.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    /** That many more than there are: what is beyond finds no room. */
    private void limitPages(int more) throws SQLException {
        try (Statement statement = bare.createStatement();
                ResultSet count = statement.executeQuery("PRAGMA page_count")) {
            int pages = count.getInt(1);
            statement.execute("PRAGMA max_page_count = " + (pages + more));
        }
    }

    @Test
    void afterAFailedSyncNothingIsTriedAgain() {
        connection.fail(
                sql -> {
                    executed.add(sql);
                    return sql.startsWith("INSERT INTO message ");
                },
                SQLiteErrorCode.SQLITE_IOERR_FSYNC);

        List<Outcome<Appended>> outcomes = talking.tryToSayTogether(messages(20));

        assertThat(told(outcomes)).containsOnly("failed");
        assertThat(inserts()).hasSize(1);
        assertThat(talking.texts(lobby)).isEmpty();
    }
}
