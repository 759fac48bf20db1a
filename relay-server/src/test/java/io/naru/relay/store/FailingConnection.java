package io.naru.relay.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A connection on which statements fail when they are told to. */
final class FailingConnection {
    private final Connection connection;
    private volatile Predicate<String> failing = sql -> false;
    private volatile SQLiteErrorCode fault = SQLiteErrorCode.SQLITE_FULL;

    FailingConnection(Connection real) {
        connection = proxy(Connection.class, (method, arguments) -> {
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
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute") && failing.test(sql)) {
                throw new SQLiteException("injected", fault);
            }
            return method.invoke(real, arguments);
        });
    }

    private interface Call {
        Object call(Method method, Object[] arguments) throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.call(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
