package io.naru.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.function.Predicate;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A connection on which statements fail when they are told to. */
final class FailingConnection {
    private final Connection connection;
    private volatile Predicate<String> failing = sql -> false;
    private volatile SQLiteErrorCode fault = SQLiteErrorCode.SQLITE_FULL;

    FailingConnection(Connection real) {
        connection = JdbcProxy.of(Connection.class, (method, arguments) -> {
            Object result = method.invoke(real, arguments);
            return method.getName().equals("prepareStatement")
                    ? failing((PreparedStatement) result, (String) arguments[0])
                    : result;
        });
    }

    Connection connection() {
        return connection;
    }

    void fail(Predicate<String> statements, SQLiteErrorCode with) {
        fault = with;
        failing = statements;
    }

    void failCommit(SQLiteErrorCode with) {
        fail("COMMIT"::equals, with);
    }

    void work() {
        failing = sql -> false;
    }

    private PreparedStatement failing(PreparedStatement real, String sql) {
        return JdbcProxy.of(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute") && failing.test(sql)) {
                throw new SQLiteException("injected", fault);
            }
            return method.invoke(real, arguments);
        });
    }
}
