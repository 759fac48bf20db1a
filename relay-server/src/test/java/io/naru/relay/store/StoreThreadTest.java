package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.log.Logging;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class StoreThreadTest {

    private static final StoreLimits LIMITS = new StoreLimits(4, 3, Duration.ofMillis(10));

    @TempDir
    Path temp;

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final Answers<StoreException> broken = new Answers<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile SQLiteErrorCode commitFault;
    private Path file;
    private StoreThread thread;
    private Logging logging;

    @BeforeEach
    void start() throws Exception {
        logging = Logging.silent();
        file = temp.resolve("naru.db");
        Files.createFile(file);
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=10");
        thread = new StoreThread(new Database(file, recording(connection)), LIMITS, new Asker<>(Runnable::run, broken));
        thread.start();
        Answers<Integer> created = new Answers<>();
        ask("CREATE TABLE note (text TEXT NOT NULL)", created);
        created.value();
        statements.clear();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        thread.close();
        logging.close();
    }

    /** The same connection, which notes the statements that are stepped and fails to commit when told to. */
    private Connection recording(Connection real) {
        return JdbcProxy.of(Connection.class, (method, arguments) -> {
            Object result = method.invoke(real, arguments);
            return method.getName().equals("prepareStatement")
                    ? recording((PreparedStatement) result, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement recording(PreparedStatement real, String sql) {
        return JdbcProxy.of(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("execute")) {
                statements.add(sql);
                if (sql.equals("COMMIT") && commitFault != null) {
                    throw new SQLiteException("injected", commitFault);
                }
            }
            return method.invoke(real, arguments);
        });
    }

    private void ask(String sql, Answers<Integer> answers) {
        thread.ask(
                true,
                database -> {
                    database.run(sql);
                    return 1;
                },
                new Asker<>(Runnable::run, answers));
    }

    private long notes() {
        Answers<Long> count = new Answers<>();
        thread.ask(false, database -> database.number("SELECT count(*) FROM note"), new Asker<>(Runnable::run, count));
        return count.value();
    }

    /** Holds up the thread inside a request, and returns once it stands there. */
    private void holdUp(Answers<Integer> answers) throws InterruptedException {
        CountDownLatch standing = new CountDownLatch(1);
        thread.ask(
                true,
                database -> {
                    standing.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new SQLException(e);
                    }
                    return 0;
                },
                new Asker<>(Runnable::run, answers));
        standing.await();
    }

    @Test
    void requestsThatWaitShareACommitUpToTheLimit() throws InterruptedException {
        Answers<Integer> answers = new Answers<>();
        holdUp(answers);
        for (int i = 0; i < 4; i++) {
            ask("INSERT INTO note VALUES ('x')", answers);
        }
        statements.clear();

        gate.countDown();
        for (int i = 0; i < 5; i++) {
            answers.value();
        }

        // One of the request that was held up, one of three, one of the last.
        assertThat(statements).filteredOn("COMMIT"::equals).hasSize(3);
        assertThat(notes()).isEqualTo(4);
    }

    @Test
    void fullQueueAnswersBusyAtOnceAndLosesNothing() throws InterruptedException {
        Answers<Integer> accepted = new Answers<>();
        holdUp(accepted);
        for (int i = 0; i < 4; i++) {
            ask("INSERT INTO note VALUES ('x')", accepted);
        }
        Answers<Integer> tooMany = new Answers<>();

        ask("INSERT INTO note VALUES ('too many')", tooMany);

        assertThat(tooMany.next()).isInstanceOf(Outcome.Busy.class);
        gate.countDown();
        for (int i = 0; i < 5; i++) {
            accepted.value();
        }
        assertThat(notes()).isEqualTo(4);
    }

    @Test
    void requestThatFailsIsUndoneAlone() throws InterruptedException {
        Answers<Integer> held = new Answers<>();
        holdUp(held);
        Answers<Integer> good = new Answers<>();
        Answers<Integer> bad = new Answers<>();
        ask("INSERT INTO note VALUES ('first')", good);
        thread.ask(
                true,
                database -> {
                    database.run("INSERT INTO note VALUES ('half')");
                    database.run("INSERT INTO note VALUES (NULL)");
                    return 1;
                },
                new Asker<>(Runnable::run, bad));
        ask("INSERT INTO note VALUES ('second')", good);

        gate.countDown();

        good.value();
        assertThat(bad.sentence()).startsWith("The database " + file + " can't be used: ");
        good.value();
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void failedCommitFailsItsWholeBatchAndTheNextOneWorks() throws InterruptedException {
        Answers<Integer> answers = new Answers<>();
        holdUp(answers);
        gate.countDown();
        answers.value();
        commitFault = SQLiteErrorCode.SQLITE_FULL;
        ask("INSERT INTO note VALUES ('lost')", answers);

        assertThat(answers.sentence()).isEqualTo("The disk is full: " + file + " can't grow; make room");

        commitFault = null;
        assertThat(notes()).isZero();
        ask("INSERT INTO note VALUES ('kept')", answers);
        answers.value();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void failedSyncBreaksTheStoreForGood() {
        Answers<Integer> answers = new Answers<>();
        commitFault = SQLiteErrorCode.SQLITE_IOERR_FSYNC;
        ask("INSERT INTO note VALUES ('lost')", answers);
        String sentence = answers.sentence();
        commitFault = null;
        statements.clear();

        ask("INSERT INTO note VALUES ('not tried')", answers);

        assertThat(sentence).isEqualTo("The disk failed to store " + file + "; check the disk before starting again");
        assertThat(answers.sentence()).isEqualTo(sentence);
        assertThat(broken.value()).hasMessage(sentence);
        assertThat(statements).isEmpty();
    }

    @Test
    void faultOfTheProgramFailsItsRequestOnly() {
        Answers<Integer> answers = new Answers<>();
        thread.ask(
                true,
                database -> {
                    database.run("INSERT INTO note VALUES ('half')");
                    throw new IllegalStateException("on purpose");
                },
                new Asker<>(Runnable::run, answers));

        assertThat(answers.sentence()).isEqualTo("A request to the database failed");
        assertThat(notes()).isZero();
    }

    @Test
    void closeFinishesWhatWasAskedBefore() throws InterruptedException {
        Answers<Integer> answers = new Answers<>();
        holdUp(answers);
        ask("INSERT INTO note VALUES ('x')", answers);
        Thread closer = new Thread(thread::close);
        closer.start();

        gate.countDown();
        closer.join();

        answers.value();
        assertThat(answers.value()).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void closeDoesNotWaitForEver() throws InterruptedException {
        holdUp(new Answers<>());

        thread.close();

        assertThat(gate.getCount()).isEqualTo(1);
    }

    /** The thread again with something to do when nobody asks, which is over after so many pieces. */
    private void restartWithChore(StoreThread.Chore chore) throws SQLException {
        thread.close();
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=10");
        StoreLimits limits = new StoreLimits(4, 3, Duration.ofMillis(10), Duration.ofMillis(1));
        thread = new StoreThread(
                "relay-store",
                new Database(file, recording(connection)),
                limits,
                Optional.of(chore),
                new Asker<>(Runnable::run, broken));
        thread.start();
    }

    @Test
    void choreIsDoneToItsEndWhenNobodyAsks() throws Exception {
        CountDownLatch pieces = new CountDownLatch(3);
        restartWithChore(database -> {
            database.run("INSERT INTO note VALUES ('a piece')");
            pieces.countDown();
            return pieces.getCount() > 0;
        });

        pieces.await();

        assertThat(notes()).isEqualTo(3);
        assertThat(notes()).isEqualTo(3);
    }

    @Test
    void choreThatFailsIsUndoneAndTriedAgainAfterTheNextWrite() throws Exception {
        BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
        restartWithChore(database -> {
            database.run("INSERT INTO note VALUES ('a piece')");
            attempts.add("attempt");
            throw new SQLException("on purpose");
        });

        attempts.take();
        assertThat(notes()).isZero();
        Answers<Integer> answers = new Answers<>();
        ask("INSERT INTO note VALUES ('x')", answers);
        answers.value();
        attempts.take();

        assertThat(notes()).isEqualTo(1);
        assertThat(attempts).isEmpty();
    }

    /** Asks again as soon as there is an answer, so that somebody always waits. */
    private void askForEver(Answers<Integer> answers) {
        Consumer<Outcome<Integer>> next = outcome -> {
            answers.accept(outcome);
            if (outcome instanceof Outcome.Done) {
                askForEver(answers);
            }
        };
        thread.ask(
                true,
                database -> {
                    database.run("INSERT INTO note VALUES ('x')");
                    return 1;
                },
                new Asker<>(Runnable::run, next));
    }

    @Test
    void choreWaitsForThoseWhoAskButNotForEver() throws Exception {
        AtomicInteger pieces = new AtomicInteger();
        restartWithChore(database -> {
            pieces.incrementAndGet();
            return true;
        });
        Answers<Integer> answers = new Answers<>();
        holdUp(answers);
        int before = pieces.get();
        for (int i = 0; i < 4; i++) {
            askForEver(answers);
        }
        gate.countDown();
        for (int i = 0; i < 65 * 4; i++) {
            answers.value();
        }

        assertThat(pieces.get() - before).isBetween(1, 6);
    }

    @Test
    void databaseLockedByAnotherFailsAfterTheTimeoutAndRecovers() throws SQLException {
        Answers<Integer> answers = new Answers<>();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            ask("INSERT INTO note VALUES ('x')", answers);

            assertThat(answers.sentence())
                    .isEqualTo(
                            "The database " + file + " is locked by another program; close that program or try again");
            statement.execute("ROLLBACK");
        }
        ask("INSERT INTO note VALUES ('x')", answers);
        answers.value();
    }

    @Test
    void requestThatReadsBeforeItWritesIsNotOvertakenByAnotherProgram() throws SQLException {
        Answers<Boolean> answers = new Answers<>();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=0");
                Statement statement = other.createStatement()) {
            thread.ask(
                    true,
                    database -> {
                        database.number("SELECT count(*) FROM note");
                        boolean isOvertaken;
                        try {
                            statement.execute("INSERT INTO note VALUES ('theirs')");
                            isOvertaken = true;
                        } catch (SQLException e) {
                            isOvertaken = false;
                        }
                        database.run("INSERT INTO note VALUES ('ours')");
                        return isOvertaken;
                    },
                    new Asker<>(Runnable::run, answers));

            assertThat(answers.value()).isFalse();
        }
        assertThat(notes()).isEqualTo(1);
    }
}
