package io.naru.relay.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * One connection to the database file, with the transactions written out. The driver's own are off: it would begin
 * them late and without the lock for writing, and two programs that read before they write would then refuse each
 * other.
 *
 * <p>Threading: one thread at a time; the store's, once the store is open.
 */
final class Database implements AutoCloseable {

    /** Changes whenever another connection commits. */
    private static final String VERSION = "PRAGMA data_version";

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private long version;
    /** As it was when the transaction began. */
    private long versionBefore;

    /** For tests, which put a failing connection underneath; everybody else calls {@link #open}. */
    Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a file that another connection has open for writing, for reading alone: it waits for nobody who writes. */
    static Database openForReading(Path file, Duration lockTimeout) throws StoreException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) lockTimeout.toMillis());
        Database database = null;
        try {
            database = new Database(file, config.createConnection("jdbc:sqlite:" + file));
            database.run("PRAGMA trusted_schema = OFF");
            return database;
        } catch (SQLException e) {
            throw abandon(database, StoreFault.of(file, e).exception());
        }
    }

    /** Opens a file that exists, durable and with a bounded wait for others who write. */
    static Database open(Path file, Duration lockTimeout) throws StoreException {
        return open(file, lockTimeout, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param through for tests, which put something between the database and its file
     */
    static Database open(Path file, Duration lockTimeout, UnaryOperator<Connection> through) throws StoreException {
        SQLiteConfig config = new SQLiteConfig();
        // The file was made before, with its mode; SQLite would make one that others can read.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout((int) lockTimeout.toMillis());
        // Nobody asks for them, and the driver would run another statement behind each one that writes.
        config.setGetGeneratedKeys(false);
        Database database = null;
        try {
            database = new Database(file, through.apply(config.createConnection("jdbc:sqlite:" + file)));
            database.run("PRAGMA trusted_schema = OFF");
            database.run("PRAGMA foreign_keys = ON");
            database.run("PRAGMA journal_mode = WAL");
            database.run("PRAGMA synchronous = FULL");
            database.version = database.number(VERSION);
            return database;
        } catch (SQLException e) {
            throw abandon(database, StoreFault.of(file, e).exception());
        }
    }

    /** Closes what was half open, and returns the fault to be thrown. */
    static StoreException abandon(Database database, StoreException fault) {
        if (database != null) {
            try {
                database.close();
            } catch (SQLException e) {
                fault.addSuppressed(e);
            }
        }
        return fault;
    }

    Path file() {
        return file;
    }

    /** Begins a transaction; one that will write takes the lock for it now, waiting for it if need be. */
    void begin(boolean forWriting) throws SQLException {
        versionBefore = version;
        step(forWriting ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
    }

    /** After this the transaction's writes survive a power cut. */
    void commit() throws SQLException {
        step("COMMIT");
    }

    /** Undoes the transaction, unless SQLite has done that by itself after a fault. */
    void rollback() throws SQLException {
        version = versionBefore;
        if (!connection.isClosed()) {
            step("ROLLBACK");
        }
    }

    /** Begins a part of a transaction that can be undone alone. */
    void beginPart() throws SQLException {
        step("SAVEPOINT part");
    }

    void endPart() throws SQLException {
        step("RELEASE part");
    }

    void undoPart() throws SQLException {
        step("ROLLBACK TO part");
        step("RELEASE part");
    }

    /** The statements around each request, which must cost little beside it. */
    private void step(String sql) throws SQLException {
        try {
            prepared(sql).execute();
        } catch (SQLException e) {
            throw dropped(sql, e);
        }
    }

    /** Runs one statement that yields nothing of interest. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A statement that is compiled once; its results and parameters are the caller's to close and set. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** After most faults, also a full disk, the driver has closed the statement for good: the next time it is compiled anew. */
    private SQLException dropped(String sql, SQLException fault) {
        PreparedStatement statement = prepared.remove(sql);
        if (statement != null) {
            try {
                statement.close();
            } catch (SQLException e) {
                fault.addSuppressed(e);
            }
        }
        return fault;
    }

    /** Reads one row of a result, whose columns are numbered from 1. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What a query yields, row by row. Parameters are of the types that {@code setObject} knows, or null. */
    <T> List<T> rows(String sql, Row<T> reader, Object... parameters) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = filled(sql, parameters).executeQuery()) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        } catch (SQLException e) {
            throw dropped(sql, e);
        }
        return rows;
    }

    /** Looks at one row of a result after the other. */
    @FunctionalInterface
    interface Visitor {
        /** Whether the next row is wanted, too. */
        boolean visit(ResultSet row) throws SQLException;
    }

    /** Shows rows to the visitor as long as it wants them, one by one; yields whether it wanted more than there were. */
    boolean visit(String sql, Visitor visitor, Object... parameters) throws SQLException {
        try (ResultSet result = filled(sql, parameters).executeQuery()) {
            while (result.next()) {
                if (!visitor.visit(result)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            throw dropped(sql, e);
        }
    }

    /** The first row that a query yields, if it yields any. */
    <T> Optional<T> row(String sql, Row<T> reader, Object... parameters) throws SQLException {
        try (ResultSet result = filled(sql, parameters).executeQuery()) {
            return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
        } catch (SQLException e) {
            throw dropped(sql, e);
        }
    }

    /** Runs a statement that writes, and yields how many rows it changed. */
    int update(String sql, Object... parameters) throws SQLException {
        try {
            return filled(sql, parameters).executeUpdate();
        } catch (SQLException e) {
            throw dropped(sql, e);
        }
    }

    private PreparedStatement filled(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** The number that a query yields in its first row. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("No row from: " + sql);
            }
            return row.getLong(1);
        }
    }

    /**
     * Whether another connection has committed since this was asked last, or since this one was opened; asking in a
     * transaction that is rolled back doesn't count.
     */
    boolean hasChangedElsewhere() throws SQLException {
        long before = version;
        version = number(VERSION);
        return version != before;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
        connection.close();
    }
}
