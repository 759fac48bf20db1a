package io.naru.relay;

import io.naru.common.log.LogEvent;
import io.naru.common.message.Endpoint;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Registration;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.exposition.MetricsEndpoint;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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
    private static final long ANSWER_MILLIS = 100;
    private static final Duration FIGURES_TIMEOUT = Duration.ofSeconds(2);
    private static final long CLOSE_MILLIS = 4_500;
    private static final Logger LOGGER = System.getLogger(RelayServer.class.getName());

    private final RelayConfig config;
    private final Relay relay;
    private final Store store;
    private final Optional<FolderLock> lock;
    private final Thread thread;
    private final Thread carrierThread;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<ReloadStep> reloadSteps = new CopyOnWriteArrayList<>(List.of(this::reload));
    private Optional<MetricsEndpoint> metrics = Optional.empty();
    private volatile boolean hasFailed;

    private RelayServer(RelayConfig config, Clock clock, Store store, Optional<FolderLock> lock) throws IOException {
        this.config = config;
        this.relay = new Relay(config, clock, store);
        this.store = store;
        this.lock = lock;
        this.thread = new Thread(this::run, "relay-loop");
        this.carrierThread = new Thread(this::runCarrier, "relay-splice");
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
            return started(config, clock, new MemoryStore(), Optional.empty(), Optional.empty());
        }
        DataFolder folder = DataFolder.open(config.data().get());
        FolderLock lock = folder.lockForServing();
        try {
            return started(config, clock, Store.openForServing(folder), Optional.of(folder), Optional.of(lock));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RelayServer started(
            RelayConfig config, Clock clock, Store store, Optional<DataFolder> folder, Optional<FolderLock> lock)
            throws IOException {
        try {
            RelayServer server = new RelayServer(config, clock, store, lock);
            store.whenBroken(server.relay.loop(), fault -> server.onStoreBroken());
            new Forgetting(server.relay.loop(), store, config.history(), config.forgetEvery(), clock).start();
            server.serveMetrics();
            folder.ifPresent(server::openControl);
            server.carrierThread.start();
            server.thread.start();
            server.hintAtFirstAccount(config);
            return server;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void serveMetrics() throws IOException {
        if (config.metrics().isPresent()) {
            try {
                metrics = Optional.of(
                        MetricsEndpoint.start(config.metrics().get(), this::requestFigures, FIGURES_TIMEOUT));
            } catch (IOException e) {
                relay.close();
                throw e;
            }
        }
    }

    /** A relay does its work without this socket too; stopping it for a long path would be worse. */
    private void openControl(DataFolder folder) {
        try {
            relay.openControl(folder, this::requestReload);
        } catch (IOException e) {
            LogEvent.of("ctl-unavailable").with("why", e.getMessage()).log(LOGGER, Level.WARNING);
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
                                LogEvent.of("no-accounts")
                                        .with(
                                                "then",
                                                "nobody can log in; add the first one with: naru-relay account"
                                                        + " add --data "
                                                        + config.data().get() + " NAME")
                                        .log(LOGGER, Level.INFO);
                            }
                        });
    }

    private void run() {
        try {
            relay.loop().run();
        } catch (IOException | RuntimeException | Error e) {
            LogEvent.of("loop-failed").because(e).log(LOGGER, Level.ERROR);
            hasFailed = true;
        }
    }

    /** Chat goes on without it. */
    private void runCarrier() {
        try {
            relay.carrier().loop().run();
        } catch (IOException | RuntimeException | Error e) {
            LogEvent.of("splice-loop-failed")
                    .with("then", "users who don't reach each other exchange no files")
                    .because(e)
                    .log(LOGGER, Level.ERROR);
        }
    }

    private void onStoreBroken() {
        LogEvent.of("store-broken").with("then", "the relay stops").log(LOGGER, Level.ERROR);
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
        relay.use(RelayIdentity.loadAgain(config, relay.identity()));
    }

    /** Adds something to what is read again by {@link #requestReload}. */
    public void addReloadStep(ReloadStep step) {
        reloadSteps.add(step);
    }

    /**
     * Reads again what may change while the relay runs, on a thread of its own: the certificate, and what was added.
     *
     * @param answer told in the loop what became of it, unless the relay stops before
     */
    public void requestReload(Consumer<ControlAnswer> answer) {
        new Thread(
                        () -> {
                            ControlAnswer outcome = reloadAll();
                            try {
                                relay.loop().execute(() -> answer.accept(outcome));
                            } catch (RejectedExecutionException e) {
                                LOGGER.log(
                                        Level.DEBUG, "The relay stopped before it could say what it had reloaded", e);
                            }
                        },
                        "relay-reload")
                .start();
    }

    private synchronized ControlAnswer reloadAll() {
        List<String> failures = new ArrayList<>();
        for (ReloadStep step : reloadSteps) {
            try {
                step.reload();
            } catch (IOException e) {
                failures.add(e.getMessage());
            }
        }
        LogEvent event = LogEvent.of("reload").with("fingerprint", fingerprint());
        if (failures.isEmpty()) {
            event.log(LOGGER, Level.INFO);
            return ControlAnswer.done("Read again; the relay's fingerprint is " + fingerprint() + ".");
        }
        String sentence = String.join(". ", failures) + ".";
        event.with("failed", sentence).log(LOGGER, Level.WARNING);
        return ControlAnswer.refused(ErrorCode.INTERNAL, sentence + " The relay goes on with what it had.");
    }

    /** An address as it is written in options: brackets around IPv6. */
    public static String shown(InetSocketAddress address) {
        return Endpoint.text(address.getAddress(), address.getPort());
    }

    /** What the relay has counted since it started. */
    public Counters.Snapshot counters() {
        Future<Figures> answer = requestFigures();
        while (true) {
            try {
                return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).counters();
            } catch (TimeoutException e) {
                if (!thread.isAlive()) {
                    return relay.figures().counters();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the loop was asked", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the loop couldn't count", e);
            }
        }
    }

    /** All that can be counted, once the loop has come to it; at once when that has ended. */
    public Future<Figures> requestFigures() {
        CompletableFuture<Figures> answer = new CompletableFuture<>();
        try {
            relay.loop().execute(() -> answer.complete(relay.figures()));
        } catch (RejectedExecutionException e) {
            // Stopped: nobody counts any more, and the figures stay as they are.
            answer.complete(relay.figures());
        }
        return answer;
    }

    /** Where figures are served over HTTP, if they are. */
    public Optional<InetSocketAddress> metricsAddress() {
        return metrics.map(MetricsEndpoint::address);
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
        metrics.ifPresent(MetricsEndpoint::close);
        // Meanwhile the loop says good-bye.
        relay.closePool();
        join(thread);
        relay.carrier().stop();
        join(carrierThread);
        try {
            relay.close();
            store.close();
            if (lock.isPresent()) {
                lock.get().close();
            }
            relay.onEnded();
        } catch (IOException e) {
            LogEvent.of("close-failed").because(e).log(LOGGER, Level.WARNING);
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

    private void join(Thread ending) {
        try {
            ending.join(CLOSE_MILLIS);
            if (ending.isAlive()) {
                LogEvent.of("loop-hangs")
                        .with("thread", ending.getName())
                        .with("then", "what it still did is lost")
                        .log(LOGGER, Level.ERROR);
                hasFailed = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
