package io.naru.relay.net;

import io.naru.common.log.LogEvent;
import io.naru.relay.metrics.Counters;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;

/**
 * Accepts connections on one address. When that fails, as it does at the limit of open files, it stops listening to
 * readiness and tries again by timer: the system goes on to report the waiting connection as ready, and a loop that
 * tried again at once would spin. While it waits, the rest of the program has a few open files to itself.
 *
 * <p>Threading: confined to the loop.
 */
public final class Acceptor implements EventLoop.Participant, AutoCloseable {
    private static final int ACCEPTS_A_TURN = 64;
    private static final int BACKLOG = 1024;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** A peer that vanished is found out within 30 + 3 * 15 seconds, as an extended client is by PING. */
    private static final int KEEP_ALIVE_IDLE_SECONDS = 30;

    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 15;
    private static final int KEEP_ALIVE_PROBES = 3;
    private static final Logger LOGGER = System.getLogger(Acceptor.class.getName());

    /** Where connections come from; a seam for tests. */
    @FunctionalInterface
    interface Source {
        /** The next connection, null if none waits. */
        SocketChannel accept() throws IOException;
    }

    private final EventLoop loop;
    private final Counters counters;
    private final ServerSocketChannel channel;
    private final Source source;
    private final Consumer<SocketChannel> listener;
    private final SelectionKey key;
    private final SpareFiles spare = new SpareFiles();
    private boolean hasComplained;
    private long complainedAtNanos;

    /**
     * Starts accepting.
     *
     * @param channel bound; closed with this
     * @param listener takes over each connection, which has its options set
     */
    public Acceptor(EventLoop loop, Counters counters, ServerSocketChannel channel, Consumer<SocketChannel> listener)
            throws IOException {
        this(loop, counters, channel, channel::accept, listener);
    }

    Acceptor(
            EventLoop loop,
            Counters counters,
            ServerSocketChannel channel,
            Source source,
            Consumer<SocketChannel> listener)
            throws IOException {
        this.loop = loop;
        this.counters = counters;
        this.channel = channel;
        this.source = source;
        this.listener = listener;
        this.key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
        spare.acquire();
    }

    /**
     * A channel that listens.
     *
     * @throws IOException if the address isn't this machine's, or is in use
     */
    public static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(address, BACKLOG);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void onReady(SelectionKey ready) {
        for (int i = 0; i < ACCEPTS_A_TURN; i++) {
            SocketChannel connection;
            try {
                connection = source.accept();
            } catch (IOException e) {
                onAcceptFailed(e);
                return;
            }
            if (connection == null) {
                return;
            }
            counters.onAccepted();
            take(connection);
        }
    }

    private void take(SocketChannel connection) {
        try {
            setOptions(connection);
            listener.accept(connection);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A connection ended as it was accepted", e);
            closeQuietly(connection);
        }
    }

    private static void setOptions(SocketChannel connection) throws IOException {
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connection.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        setIfSupported(connection, ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS);
        setIfSupported(connection, ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
        setIfSupported(connection, ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
    }

    private static void setIfSupported(SocketChannel connection, SocketOption<Integer> option, int value)
            throws IOException {
        if (connection.supportedOptions().contains(option)) {
            connection.setOption(option, value);
        }
    }

    private static void closeQuietly(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a socket failed", e);
        }
    }

    private void onAcceptFailed(IOException cause) {
        counters.onAcceptFailed();
        boolean isQuiet = hasComplained && loop.nowNanos() - complainedAtNanos < QUIET_NANOS;
        if (!isQuiet) {
            hasComplained = true;
            complainedAtNanos = loop.nowNanos();
            LogEvent.of("accept-failed")
                    .with("why", cause.getMessage())
                    .with("hint", "if this stays, raise the limit of open files")
                    .log(LOGGER, Level.WARNING);
        }
        spare.close();
        key.interestOps(0);
        retryLater();
    }

    private void retryLater() {
        loop.schedule(loop.nowNanos() + RETRY_NANOS, this::listenAgain);
    }

    private void listenAgain() {
        if (!key.isValid()) {
            return;
        }
        if (spare.acquire()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        } else {
            retryLater();
        }
    }

    @Override
    public void flush() {
        throw new IllegalStateException("an acceptor has no output");
    }

    @Override
    public void onFault(Throwable fault) {
        LogEvent.of("fault").with("where", "accepting").because(fault).log(LOGGER, Level.ERROR);
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Stops listening. */
    @Override
    public void close() throws IOException {
        spare.close();
        channel.close();
    }
}
