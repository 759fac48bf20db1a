package io.naru.relay;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.Registration;
import io.naru.common.time.Clock;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.Figures;
import io.naru.relay.store.Account;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.FolderLock;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A relay that runs: its loop on a thread {@code relay-loop}, its store and its hashing on theirs. Several may run in
 * one process.
 *
 * <pre>{@code
 * try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
 *     connect(relay.address());
 * }
 * }</pre>
 *
 * <p>Threading: any thread.
 */
public final class RelayServer implements AutoCloseable {
    private static final long CLOSE_MILLIS = 4_500;
    private static final Logger LOGGER = System.getLogger(RelayServer.class.getName());

    private final RelayConfig config;
    private final Clock clock;
    private final Relay relay;
    private final Store store;
    private final Optional<FolderLock> lock;
    private final Thread thread;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean hasFailed;

    private RelayServer(RelayConfig config, Clock clock, Store store, Optional<FolderLock> lock) throws IOException {
        this.config = config;
        this.clock = clock;
        this.relay = new Relay(config, clock, store);
        this.store = store;
        this.lock = lock;
        this.thread = new Thread(this::run, "relay-loop");
    }

    /**
     * Starts a relay; when this returns, it accepts connections.
     *
     * @throws IOException if the data folder can't be used or an address can't be listened on; the message says which
     *     and what to do
     */
    public static RelayServer start(RelayConfig config) throws IOException {
        return start(config, Clock.system());
    }

    /** The same, with another clock. */
    public static RelayServer start(RelayConfig config, Clock clock) throws IOException {
        Objects.requireNonNull(clock);
        if (config.data().isEmpty()) {
            return started(config, clock, new MemoryStore(), Optional.empty());
        }
        DataFolder folder = DataFolder.open(config.data().get());
        FolderLock lock = folder.lockForServing();
        try {
            return started(config, clock, Store.open(folder), Optional.of(lock));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RelayServer started(RelayConfig config, Clock clock, Store store, Optional<FolderLock> lock)
            throws IOException {
        try {
            RelayServer server = new RelayServer(config, clock, store, lock);
            store.whenBroken(server.relay.loop(), fault -> server.onStoreBroken());
            server.thread.start();
            server.hintAtFirstAccount(config);
            return server;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** A relay that nobody can log in to looks like any other, so the one who set it up is told. */
    private void hintAtFirstAccount(RelayConfig config) {
        if (config.registration() == Registration.OPEN || config.data().isEmpty()) {
            return;
        }
        store.accounts()
                .list(
                        // Only the log is told, so the store's own thread may do it.
                        Runnable::run, outcome -> {
                            if (outcome instanceof Outcome.Done<List<Account>> done
                                    && done.value().isEmpty()) {
                                LOGGER.log(
                                        Level.INFO,
                                        "Nobody can log in yet, since there are no accounts. Add the first one with: "
                                                + "naru-relay account add --data {0} NAME",
                                        config.data().get());
                            }
                        });
    }

    private void run() {
        try {
            relay.loop().run();
            ended.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "The relay stopped, because its loop failed", e);
            hasFailed = true;
            ended.completeExceptionally(e);
        }
    }

    private void onStoreBroken() {
        LOGGER.log(Level.ERROR, "The relay stops, because its database can't go on");
        hasFailed = true;
        relay.onStop();
    }

    /** The first of {@link #addresses}. */
    public InetSocketAddress address() {
        return relay.addresses().get(0);
    }

    /** Where it listens, in the order of its configuration; free ports are filled in. */
    public List<InetSocketAddress> addresses() {
        return relay.addresses();
    }

    /** The key by which clients know this relay. */
    public Fingerprint fingerprint() {
        return relay.identity().fingerprint();
    }

    /**
     * Reads the files of the relay's certificate again; connections that are open go on with the one they have.
     *
     * @throws IOException if they can't be used, and the relay goes on with what it has; says which and why
     */
    public void reload() throws IOException {
        relay.use(RelayIdentity.load(config, clock));
    }

    /** What the relay has counted since it started. */
    public Counters.Snapshot counters() {
        return requestFigures().join().counters();
    }

    /** All that can be counted, once the loop has come to it; at once when that has ended. */
    public CompletableFuture<Figures> requestFigures() {
        CompletableFuture<Figures> answer = new CompletableFuture<>();
        try {
            relay.loop().execute(() -> answer.complete(relay.figures()));
            ended.whenComplete((nothing, fault) -> answer.complete(relay.figures()));
        } catch (RejectedExecutionException e) {
            // Stopped: nobody counts any more, and the figures stay as they are.
            answer.complete(relay.figures());
        }
        return answer;
    }

    /** Waits until the relay has stopped: after {@link #close}, or because it can't go on. */
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** Whether the relay has stopped because it couldn't go on, or couldn't be stopped in order. */
    public boolean hasFailed() {
        return hasFailed;
    }

    /** Tells all clients that the relay stops, and has stopped when it returns, within five seconds. */
    @Override
    public void close() {
        if (isClosing.compareAndSet(false, true)) {
            try {
                closeNow();
            } finally {
                closed.countDown();
            }
        } else {
            awaitClosed();
        }
    }

    private void closeNow() {
        try {
            relay.loop().execute(relay::onStop);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The relay had stopped before it was closed", e);
        }
        // Meanwhile the loop says good-bye.
        relay.closePool();
        join();
        try {
            relay.close();
            store.close();
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The relay stopped, but something could not be closed", e);
        }
    }

    /** Until the other thread that closes it has done so: whoever goes on may end the log, or the program. */
    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join() {
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                LOGGER.log(Level.ERROR, "The relay's loop doesn't end; what it still did is lost");
                hasFailed = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
