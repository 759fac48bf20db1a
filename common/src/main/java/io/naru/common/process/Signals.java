package io.naru.common.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Handling of Unix signals. The JDK offers it in the module {@code jdk.unsupported} only, which the compiler won't let
 * one name without a warning, hence the reflection. Where it's missing signals keep their usual effect.
 *
 * <p>Threading: any thread; actions run on a thread of the JVM's and must be short.
 */
public final class Signals {
    private static final Logger LOG = System.getLogger(Signals.class.getName());

    private Signals() {}

    /**
     * Has the action run when the signal comes, instead of what it does else.
     *
     * @param name without {@code SIG}
     * @return brings back what was before
     */
    public static Runnable handle(String name, Runnable action) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerClass}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "handler of SIG" + name;
                        };
                    });
            Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            Object before = handle.invoke(null, signal, handler);
            return () -> restore(handle, signal, before);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "SIG" + name + " can't be handled on this Java", e);
            return () -> {};
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.log(Level.WARNING, "The handler before ours can't be brought back for " + signal, e);
        }
    }
}
