package io.naru.client.share;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * One connection to the file of the index. What is in there can be found out again from the disk, so a power cut may take
 * the last of it, and only that.
 *
 * <p>Threading: one thread at a time.
 */
final class IndexDatabase implements Closeable {
    private static final int BUSY_MILLIS = 10_000;
    private static final int CACHE_KIB = 8 << 10;
    private static final int PROGRESS_STEPS = 10_000;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private IndexDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a file that exists; one that is empty is a database without tables. */
    static IndexDatabase open(Path file, boolean isForReading) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        // The file was made before, with its mode; SQLite would make one that others can read.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setReadOnly(isForReading);
        config.setBusyTimeout(BUSY_MILLIS);
        IndexDatabase database = null;
        try {
            database = new IndexDatabase(file, config.createConnection("jdbc:sqlite:" + file));
            database.run("PRAGMA trusted_schema = OFF");
            database.run("PRAGMA cache_size = -" + CACHE_KIB);
            if (!isForReading) {
                database.run("PRAGMA journal_mode = WAL");
                database.run("PRAGMA synchronous = NORMAL");
            }
            return database;
        } catch (SQLException e) {
            if (database != null) {
                database.close();
            }
            throw fault(file, e);
        } catch (LinkageError e) {
            throw new IOException("SQLite's library can't be loaded here", e);
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(IndexDatabase database) throws SQLException;
    }

    /** Does something wholly or not at all. */
    <T> T transaction(Work<T> work) throws IOException {
        try {
            run("BEGIN IMMEDIATE");
            boolean isDone = false;
            try {
                T result = work.run(this);
                run("COMMIT");
                isDone = true;
                return result;
            } finally {
                if (!isDone && !connection.isClosed()) {
                    run("ROLLBACK");
                }
            }
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /** Reads several things as they are at one moment. */
    <T> T snapshot(Work<T> work) throws IOException {
        try {
            run("BEGIN");
            try {
                return work.run(this);
            } finally {
                run("ROLLBACK");
            }
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    /** Reads something. */
    <T> T reading(Work<T> work) throws IOException {
        try {
            return work.run(this);
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads one row of a result, whose columns are numbered from 1. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String sql, Row<T> reader, Object... parameters) throws SQLException {
        return asked(sql, parameters, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        });
    }

    <T> Optional<T> row(String sql, Row<T> reader, Object... parameters) throws SQLException {
        return asked(sql, parameters, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
            }
        });
    }

    /** The number in the first row. */
    long number(String sql, Object... parameters) throws SQLException {
        return row(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    int update(String sql, Object... parameters) throws SQLException {
        return asked(sql, parameters, PreparedStatement::executeUpdate);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(PreparedStatement statement) throws SQLException;
    }

    private <T> T asked(String sql, Object[] parameters, Question<T> question) throws SQLException {
        try {
            return question.ask(filled(sql, parameters));
        } catch (SQLException e) {
            // A statement that was interrupted can't be asked again.
            PreparedStatement broken = prepared.remove(sql);
            if (broken != null) {
                broken.close();
            }
            throw e;
        }
    }

    private PreparedStatement filled(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** Asked now and then while a query runs. */
    @FunctionalInterface
    interface Patience {
        boolean isLeft();
    }

    /** From here on queries end with a fault when there is no patience left. */
    void setPatience(Patience patience) throws SQLException {
        ProgressHandler.setHandler(connection, PROGRESS_STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return patience.isLeft() ? 0 : 1;
            }
        });
    }

    /** Whether a fault is that somebody had no patience left. */
    static boolean isInterrupted(IOException fault) {
        return fault.getCause() instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT;
    }

    /** Whether a fault is that the file is none of ours, or was damaged. */
    static boolean isDamaged(IOException fault) {
        return fault.getCause() instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
    }

    private static IOException fault(Path file, SQLException cause) {
        boolean isFull =
                cause instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
        return new IOException(
                "the index " + file + " can't be used: " + (isFull ? "the disk is full" : cause.getMessage()), cause);
    }

    @Override
    public void close() throws IOException {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            prepared.clear();
            connection.close();
        } catch (SQLException e) {
            throw fault(file, e);
        }
    }
}
