package io.naru.relay.net;

import io.naru.common.tls.TlsSettings;
import java.net.InetAddress;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * How connections that begin with TLS are taken.
 *
 * <p>Threading: {@link #use} may be called by any thread.
 */
public final class TlsAcceptance {
    private final Executor tasks;
    private final Predicate<InetAddress> takesPlain;
    private volatile SSLContext context;
    /** Owned by the loop. */
    private int tasksOut;

    /**
     * Takes them with this certificate.
     *
     * @param tasks where the arithmetic of handshakes runs; may reject
     * @param takesPlain whether who comes from an address needs no TLS
     */
    public TlsAcceptance(SSLContext context, Executor tasks, Predicate<InetAddress> takesPlain) {
        this.context = context;
        this.tasks = tasks;
        this.takesPlain = takesPlain;
    }

    /** Takes new connections with another certificate; those that are open go on with theirs. */
    public void use(SSLContext other) {
        context = other;
    }

    boolean takesPlain(InetAddress from) {
        return takesPlain.test(from);
    }

    SSLContext context() {
        return context;
    }

    static SSLEngine engine(SSLContext from) {
        SSLEngine engine = from.createSSLEngine();
        TlsSettings.configureRelay(engine);
        return engine;
    }

    /**
     * Runs the arithmetic of a handshake.
     *
     * @param isRest whether a part of that handshake was done already
     */
    void execute(Runnable task, boolean isRest) {
        tasks.execute(isRest ? new HandshakePool.Rest(task) : task);
        tasksOut++;
    }

    /** A task has come back to the loop. */
    void onTaskDone() {
        tasksOut--;
    }

    /** Whether handshakes are being calculated, or wait for it. */
    boolean isBusy() {
        return tasksOut > 0;
    }
}
