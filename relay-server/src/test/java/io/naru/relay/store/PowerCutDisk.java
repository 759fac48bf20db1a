package io.naru.relay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The disk under a store, which at a power cut forgets what wasn't committed and synced: killing a program proves nothing
 * about that, since the system's cache survives. What counts as synced is the state of the files behind each commit, as long
 * as the database was told to sync at commits.
 *
 * <p>Threading: {@link #open}, {@link #cut} and {@link #close} by one thread; faults may be set by any.
 */
public final class PowerCutDisk implements AutoCloseable {
    private static final String DATABASE = "naru.db";

    private final Path folder;
    private Order order = Order.COMMIT_THEN_ANSWER;
    private final Path platter;
    private int starts;
    private Store store;
    private Cable cable;
    private volatile Optional<SQLiteErrorCode> fault = Optional.empty();

    /** When the store, or what is left of it, commits. */
    public enum Order {
        /** Before it answers, as it must. */
        COMMIT_THEN_ANSWER,
        /** Only when the next batch begins: what was answered meanwhile isn't durable. */
        ANSWER_THEN_COMMIT,
        /** Never. */
        ANSWER_ALONE
    }

    /** An empty disk, under a store that is in order. */
    public PowerCutDisk(Path folder) throws IOException {
        this.folder = folder;
        this.platter = Files.createDirectory(folder.resolve("platter"));
    }

    /** From its next opening on, the store commits at another time. */
    public void use(Order other) {
        order = other;
    }

    /** Opens the store on what is on the disk. */
    public Store open() throws IOException {
        starts++;
        DataFolder live = DataFolder.open(folder.resolve("start-" + starts));
        copy(platter, live.database().getParent());
        NativeLibrary.load(live);
        if (!Files.exists(live.database())) {
            DataFolder.createFile(live.database());
        }
        cable = new Cable(live.database());
        Database database = Database.open(live.database(), StoreLimits.DEFAULT.lockTimeout(), cable::through);
        try {
            Migrations.apply(database, Migrations.ALL);
        } catch (SQLException e) {
            throw new IOException("the database can't be opened", e);
        }
        cable.order = order;
        store = SqliteStore.on(database, StoreLimits.DEFAULT, Optional.empty());
        return store;
    }

    /** The power is gone, in the middle of whatever is done: nothing of the store is left but what is on the platter. */
    public void cut() {
        cable.isCut = true;
        store.close();
    }

    /** Ends the store in order, and everything that it was told is on the disk. */
    public void tidyUp() {
        store.close();
        copy(cable.database.getParent(), platter);
    }

    /** From now on each commit fails like this. */
    public void failWith(SQLiteErrorCode code) {
        fault = Optional.of(code);
    }

    /** Commits succeed again. */
    public void mend() {
        fault = Optional.empty();
    }

    @Override
    public void close() {
        store.close();
    }

    private static void copy(Path from, Path to) {
        try {
            for (String suffix : new String[] {"", "-wal"}) {
                Path source = from.resolve(DATABASE + suffix);
                Path target = to.resolve(DATABASE + suffix);
                if (Files.exists(source)) {
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.deleteIfExists(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs between one start of the store and the disk. */
    private final class Cable {
        private final Path database;
        /** While the database is made or upgraded, all is in order. */
        private volatile Order order = Order.COMMIT_THEN_ANSWER;

        private boolean syncsAtCommit;
        private boolean owesCommit;
        private volatile boolean isCut;

        Cable(Path database) {
            this.database = database;
        }

        Connection through(Connection real) {
            return JdbcProxy.of(Connection.class, (method, arguments) -> {
                Object result = method.invoke(real, arguments);
                return switch (method.getName()) {
                    case "prepareStatement" -> prepared(real, (PreparedStatement) result, (String) arguments[0]);
                    case "createStatement" -> watched((Statement) result);
                    default -> result;
                };
            });
        }

        private Statement watched(Statement real) {
            return JdbcProxy.of(Statement.class, (method, arguments) -> {
                checkPower();
                if (method.getName().equals("execute")) {
                    String sql = ((String) arguments[0]).toUpperCase(Locale.ROOT);
                    if (sql.startsWith("PRAGMA SYNCHRONOUS")) {
                        syncsAtCommit = sql.endsWith("FULL");
                    }
                }
                return method.invoke(real, arguments);
            });
        }

        private PreparedStatement prepared(Connection connection, PreparedStatement real, String sql) {
            return JdbcProxy.of(PreparedStatement.class, (method, arguments) -> {
                if (!method.getName().equals("close")) {
                    checkPower();
                }
                if (!method.getName().equals("execute")) {
                    return method.invoke(real, arguments);
                }
                if (sql.startsWith("BEGIN")) {
                    return begin(connection, method, real, arguments);
                }
                return sql.equals("COMMIT") ? commit(method, real, arguments) : method.invoke(real, arguments);
            });
        }

        private Object begin(Connection connection, Method method, PreparedStatement real, Object[] arguments)
                throws ReflectiveOperationException, SQLException {
            if (owesCommit && order == Order.ANSWER_ALONE) {
                return false;
            }
            if (owesCommit) {
                owesCommit = false;
                try (Statement late = connection.createStatement()) {
                    late.execute("COMMIT");
                }
                sync();
            }
            return method.invoke(real, arguments);
        }

        private Object commit(Method method, PreparedStatement real, Object[] arguments)
                throws ReflectiveOperationException, SQLException {
            if (fault.isPresent()) {
                throw new SQLiteException("injected", fault.get());
            }
            if (order != Order.COMMIT_THEN_ANSWER) {
                owesCommit = true;
                return false;
            }
            Object result = method.invoke(real, arguments);
            sync();
            return result;
        }

        private void sync() throws SQLException {
            checkPower();
            if (syncsAtCommit) {
                copy(database.getParent(), platter);
            }
        }

        private void checkPower() throws SQLException {
            if (isCut) {
                throw new SQLiteException("the power is gone", SQLiteErrorCode.SQLITE_IOERR);
            }
        }
    }
}
