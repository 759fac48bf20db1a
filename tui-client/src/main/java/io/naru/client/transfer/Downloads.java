package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.common.file.SafePath;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.time.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The queue of downloads ({@link TransferState} shows every way through it). Each order is tried by a {@link Run} when its
 * turn comes; how that ends decides whether it is done, is tried again after a pause that grows, waits for an owner, or
 * can't be had. What lasts of every change goes into the journal.
 *
 * <p>Threading: the agent's.
 */
final class Downloads {
    static final Duration PAUSE_FIRST = Duration.ofSeconds(4);
    static final Duration PAUSE_LONGEST = Duration.ofMinutes(10);
    /** So often in a row nothing may come of it. */
    static final int FAILURES_MAX = 12;

    private final Agent agent;
    private final Board board;
    private final Run.Maker runs;
    private final PeerGate gate;
    private final Consumer<String> journal;
    private final Consumer<Transfer> onDone;
    private final Runnable onRunEnded;
    private final RandomGenerator random;
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Set<UserName> absent = new HashSet<>();
    private TransferLimits limits = TransferLimits.DEFAULT;
    private boolean isUp;
    private boolean isPumpDue;
    private boolean isStopping;

    Downloads(
            Agent agent,
            Board board,
            Run.Maker runs,
            PeerGate gate,
            Consumer<String> journal,
            Consumer<Transfer> onDone,
            Runnable onRunEnded,
            RandomGenerator random) {
        this.agent = agent;
        this.board = board;
        this.runs = runs;
        this.gate = gate;
        this.journal = journal;
        this.onDone = onDone;
        this.onRunEnded = onRunEnded;
        this.random = random;
    }

    void add(long id, DownloadOrder wanted) {
        Instant now = agent.clock().now();
        KeptOrder kept = new KeptOrder(wanted, now, 0, TransferState.QUEUED, "", Optional.empty(), Optional.empty());
        journal.accept(JournalState.added(id, kept));
        Order order = newOrder(id, kept, Set.of());
        Order.target(wanted).accept(new SafePath.Handler<Void>() {
            @Override
            public Void inside(Path target) {
                order.transfer().setTarget(target);
                journal.accept(JournalState.target(id, target));
                enqueue(order, "");
                return null;
            }

            @Override
            public Void refused(String reason) {
                end(order, TransferState.FAILED, "It can't be saved under its name. " + reason);
                return null;
            }
        });
    }

    /** Takes an order of an earlier program as it was. */
    void restore(long id, KeptOrder kept, Set<String> filesHere) {
        Order order = newOrder(id, kept, filesHere);
        kept.target().ifPresent(order.transfer()::setTarget);
        order.setPart(kept.part());
        JournalState.linesOf(id, kept, filesHere).forEach(journal);
        boolean hasTarget = kept.target().isPresent();
        TransferState state = hasTarget || kept.state().isEnded() ? kept.state() : TransferState.FAILED;
        set(order, state, kept.sentence());
        if (state == TransferState.DONE) {
            order.transfer().meter().skip(order.wanted().octets().orElse(0));
        }
        pump();
    }

    private Order newOrder(long id, KeptOrder kept, Set<String> filesHere) {
        Order order = Order.on(board, id, kept, filesHere, new Backoff(PAUSE_FIRST, PAUSE_LONGEST, random));
        orders.put(id, order);
        return order;
    }

    void cancel(Transfer download) {
        find(download).ifPresent(order -> end(order, TransferState.CANCELLED, "Cancelled."));
    }

    void pause(Transfer download) {
        find(download).filter(order -> !download.isEnded()).ifPresent(order -> {
            set(order, TransferState.PAUSED, "");
            halt(order);
            pump();
        });
    }

    void resume(Transfer download) {
        find(download)
                .filter(order -> download.state() == TransferState.PAUSED
                        || download.state() == TransferState.RESTING
                        || download.state() == TransferState.WAITING)
                .ifPresent(order -> {
                    order.forgetFailures();
                    order.wanted().sources().forEach(source -> absent.remove(source.owner()));
                    enqueue(order, "");
                });
    }

    void retry(Transfer download) {
        boolean canBe = download.state() == TransferState.FAILED || download.state() == TransferState.CANCELLED;
        if (canBe && download.target().isPresent()) {
            find(download).ifPresent(order -> {
                order.forgetFailures();
                order.expectAnySize();
                order.wanted().sources().forEach(source -> absent.remove(source.owner()));
                enqueue(order, "");
            });
        } else {
            resume(download);
        }
    }

    /** Puts it before or behind others. */
    void setPriority(Transfer download, int priority) {
        find(download).ifPresent(order -> {
            download.setPriority(priority);
            journal.accept(JournalState.priority(order.id(), priority));
            board.changed(download);
            pump();
        });
    }

    /** Where files with a content were put. */
    List<Path> doneWith(RootHash root) {
        return orders.values().stream()
                .filter(order -> order.transfer().state() == TransferState.DONE
                        && order.wanted().root().equals(Optional.of(root)))
                .flatMap(order -> order.transfer().target().stream())
                .toList();
    }

    /** The highest priority of what hasn't ended. */
    int highestPriority() {
        return orders.values().stream()
                .filter(order -> !order.transfer().isEnded())
                .mapToInt(order -> order.transfer().priority())
                .max()
                .orElse(0);
    }

    void forget(Transfer download) {
        Order order = orders.remove(download.id());
        if (order != null) {
            order.dropTimer();
            journal.accept(JournalState.cleared(download.id()));
        }
    }

    void setLimits(TransferLimits next) {
        limits = next;
        pump();
    }

    /** Stops everything without changing what is to become of it: the next program goes on. */
    void stopAll() {
        isStopping = true;
        orders.values().forEach(this::halt);
    }

    /** After another program has taken the queue: nothing of it is here any more. */
    void forgetAll() {
        for (Order order : List.copyOf(orders.values())) {
            orders.remove(order.id());
            order.dropTimer();
            halt(order);
            board.clear(order.transfer());
        }
    }

    /** Whether any hasn't ended. */
    boolean isAnyLeft() {
        return orders.values().stream().anyMatch(order -> !order.transfer().isEnded());
    }

    /** Whether a thread works for any of them. */
    boolean isAnyUnderWay() {
        return orders.values().stream().anyMatch(Order::isUnderWay);
    }

    /** Whether any goes on, or begins, by itself. */
    boolean isBusy() {
        return isAnyUnderWay()
                || !isStopping
                        && orders.values().stream()
                                .anyMatch(order -> order.transfer().state() == TransferState.QUEUED);
    }

    /** What hasn't ended, for keeping it in another journal. */
    void keepAll() {
        orders.forEach((id, order) -> {
            Transfer download = order.transfer();
            KeptOrder kept = new KeptOrder(
                    order.wanted(),
                    agent.clock().now(),
                    download.priority(),
                    download.state(),
                    download.view().sentence(),
                    download.target(),
                    order.part());
            JournalState.linesOf(id, kept, order.filesHere()).forEach(journal);
        });
    }

    void onUp() {
        isUp = true;
        absent.clear();
        wake(order -> order.transfer().state() == TransferState.WAITING);
        pump();
    }

    void onDown() {
        isUp = false;
    }

    void onSeen(UserName user) {
        if (absent.remove(user)) {
            wake(order -> order.transfer().state() == TransferState.WAITING && order.isOf(user));
        }
    }

    void onGone(UserName user) {
        absent.add(user);
        orders.values().stream()
                .filter(order -> order.transfer().state() == TransferState.QUEUED && order.isOnlyOf(absent))
                .forEach(order -> set(order, TransferState.WAITING, order.waiting()));
    }

    private void wake(Predicate<Order> whom) {
        List.copyOf(orders.values()).stream().filter(whom).forEach(order -> enqueue(order, ""));
    }

    /** Nothing moves in it: it steps back for a while, and others take its slot. */
    void onStalled(Transfer download, Duration stalled) {
        find(download).ifPresent(order -> {
            rest(order, "Nothing has moved for " + stalled.toSeconds() + " seconds.", false);
            halt(order);
        });
    }

    private void enqueue(Order order, String sentence) {
        order.dropTimer();
        set(order, TransferState.QUEUED, sentence);
        pump();
    }

    /** Begins as many as there are slots, later in this turn, so that what is added together begins in order. */
    private void pump() {
        if (!isPumpDue) {
            isPumpDue = true;
            agent.execute(() -> {
                isPumpDue = false;
                if (isUp && !isStopping) {
                    Slots.toBegin(orders.values(), limits).forEach(this::begin);
                }
            });
        }
    }

    private void begin(Order order) {
        Optional<String> obstacle = gate.obstacle(order.transfer().peer());
        if (obstacle.isPresent()) {
            end(order, TransferState.FAILED, obstacle.get());
            return;
        }
        if (order.isOnlyOf(absent)) {
            set(order, TransferState.WAITING, order.waiting());
            return;
        }
        order.transfer().meter().restart(agent.clock().nanos());
        Run run = runs.of(order, new RunNews(order, board, journal, this));
        order.setRun(run);
        set(order, TransferState.ASKING, "");
        run.begin();
    }

    private void halt(Order order) {
        order.dropTimer();
        order.run().ifPresent(Run::stop);
    }

    /** Tries again by itself after a pause, unless it has tried long enough. */
    private void rest(Order order, String sentence, boolean hasProgress) {
        if (!isUp) {
            enqueue(order, "Waits for the connection to the relay.");
            return;
        }
        if (order.countFailure(hasProgress) >= FAILURES_MAX) {
            end(order, TransferState.FAILED, sentence);
            return;
        }
        long nanos = order.nextPauseNanos();
        order.setTimer(agent.schedule(Duration.ofNanos(nanos), () -> enqueue(order, "")));
        set(order, TransferState.RESTING, sentence);
    }

    private void end(Order order, TransferState state, String sentence) {
        if (order.transfer().isEnded()) {
            return;
        }
        set(order, state, sentence);
        halt(order);
        pump();
    }

    void set(Order order, TransferState state, String sentence) {
        Transfer download = order.transfer();
        boolean isKept = KeptOrder.lasting(state) != KeptOrder.lasting(download.state());
        download.setState(state, sentence);
        if (isKept) {
            journal.accept(JournalState.stands(order.id(), state, sentence));
        }
        board.changed(download);
    }

    private Optional<Order> find(Transfer download) {
        return Optional.ofNullable(orders.get(download.id()));
    }

    /** A run has ended, and this is how. */
    void onEnded(Order order, Fate fate) {
        order.dropRun();
        if (fate instanceof Fate.Done done) {
            // Even if it was to be stopped: it is there.
            finish(order, done);
        } else if (order.transfer().state().isUnderWay() && orders.containsKey(order.id()) && !isStopping) {
            goOn(order, fate);
        }
        pump();
        onRunEnded.run();
    }

    private void finish(Order order, Fate.Done done) {
        if (!orders.containsKey(order.id())) {
            return;
        }
        order.transfer().setTarget(done.published());
        journal.accept(JournalState.target(order.id(), done.published()));
        order.setPart(Optional.empty());
        journal.accept(JournalState.part(order.id(), Optional.empty()));
        set(order, TransferState.DONE, done.sentence());
        onDone.accept(order.transfer());
    }

    private void goOn(Order order, Fate fate) {
        if (fate instanceof Fate.Failed failed) {
            end(order, TransferState.FAILED, failed.sentence());
        } else if (fate instanceof Fate.Later later) {
            rest(order, later.sentence(), later.hasProgress());
        } else if (fate instanceof Fate.Absent gone) {
            order.wanted().sources().forEach(source -> absent.add(source.owner()));
            set(order, TransferState.WAITING, gone.sentence());
        } else {
            enqueue(order, "");
        }
    }
}
