package io.naru.relay.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

/** Stands before a connection or a statement, and sees every call. */
final class JdbcProxy {
    private JdbcProxy() {}

    /** What becomes of a call. */
    interface Call {
        Object call(Method method, Object[] arguments) throws ReflectiveOperationException, SQLException;
    }

    /** A proxy; what the real object throws comes through as it is. */
    static <T> T of(Class<T> type, Call call) {
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
