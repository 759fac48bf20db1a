package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferFault;
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
import java.util.OptionalLong;
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
    private final Leaving leaving = new Leaving();
    private final Wishes live = new Wishes();

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

    /** The id of such a download that hasn't ended, or else a new one, which is that download's from now on. Any thread. */
    long idFor(DownloadOrder wanted) {
        return live.idFor(wanted, board::nextId);
    }

    /** Adds a download under an id from {@link #idFor}; one that is there under that id is told of again. */
    void add(long id, DownloadOrder wanted) {
        Order there = orders.get(id);
        if (there == null) {
            addNew(id, wanted);
        } else if (there.transfer().state() == TransferState.DONE) {
            board.changed(there.transfer());
        } else {
            retry(there.transfer());
            board.changed(there.transfer());
        }
    }

    private void addNew(long id, DownloadOrder wanted) {
        Instant now = agent.clock().now();
        KeptOrder kept = new KeptOrder(wanted, now, 0, TransferState.QUEUED, "", Optional.empty(), Optional.empty());
        Order order = newOrder(id, kept, Set.of());
        note(order, JournalState.added(id, kept));
        Order.target(wanted).accept(new SafePath.Handler<Void>() {
            @Override
            public Void inside(Path target) {
                order.transfer().setTarget(target);
                note(order, JournalState.target(id, target));
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

    /**
     * Writes something down, unless the journal is about to be another program's: what is ordered meanwhile stays here,
     * or it would be fetched twice.
     */
    void note(Order order, String line) {
        if (leaving.isOver() || leaving.isOf(order)) {
            journal.accept(line);
        }
    }

    /**
     * Takes an order of an earlier program as it was, unless the same is here already.
     *
     * @param octetsHere what has come of it, as its part file says; that is looked at when it goes on
     */
    void restore(long id, KeptOrder kept, Set<String> filesHere, long octetsHere) {
        OptionalLong same = live.find(kept.wanted());
        if (same.isPresent()
                && orders.containsKey(same.getAsLong())
                && !kept.state().isEnded()) {
            takeOver(orders.get(same.getAsLong()), kept, filesHere);
            return;
        }
        Order order = newOrder(id, kept, filesHere);
        kept.target().ifPresent(order.transfer()::setTarget);
        order.setPart(kept.part());
        JournalState.linesOf(id, kept, filesHere).forEach(journal);
        boolean hasTarget = kept.target().isPresent();
        TransferState state = hasTarget || kept.state().isEnded() ? kept.state() : TransferState.FAILED;
        boolean isHere = state == TransferState.DONE;
        order.transfer().meter().beginAt(isHere ? order.wanted().octets().orElse(0) : octetsHere);
        set(order, state, kept.sentence());
        pump();
    }

    /** What another program's order of the same has brought isn't lost, if nothing was begun here. */
    private void takeOver(Order same, KeptOrder kept, Set<String> filesHere) {
        if (same.isUnderWay()) {
            return;
        }
        if (same.part().isEmpty() && kept.part().isPresent()) {
            same.setPart(kept.part());
            note(same, JournalState.part(same.id(), kept.part()));
        }
        for (String path : filesHere) {
            if (same.filesHere().add(path)) {
                note(same, JournalState.fileHere(same.id(), path));
            }
        }
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
            note(order, JournalState.priority(order.id(), priority));
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
            live.drop(order);
            note(order, JournalState.cleared(download.id()));
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

    /**
     * Another program is to have the queue: nothing of it is shown here any more, and what works for it is stopped.
     *
     * @param onLeft is told when nothing here touches a file of it any more
     */
    void leaveAll(Runnable onLeft) {
        List<Order> all = List.copyOf(orders.values());
        all.stream().filter(Order::isUnderWay).forEach(leaving::add);
        for (Order order : all) {
            orders.remove(order.id());
            live.drop(order);
            halt(order);
            board.clear(order.transfer());
        }
        leaving.then(onLeft);
    }

    /** Whether a transfer that has ended is still of use: what came of it can be gone on with. */
    boolean isResumable(Transfer ended) {
        return find(ended)
                .filter(order -> ended.state() != TransferState.DONE
                        && (order.part().isPresent() || order.rawPart().isPresent()))
                .isPresent();
    }

    /** Whether any hasn't ended. */
    boolean isAnyLeft() {
        return orders.values().stream().anyMatch(order -> !order.transfer().isEnded());
    }

    /** Whether a thread works for any of them. */
    boolean isAnyUnderWay() {
        return !leaving.isOver() || orders.values().stream().anyMatch(Order::isUnderWay);
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
        // Who is asked just now may be told to be absent by an answer that is older than this.
        orders.values().stream().filter(order -> order.isOf(user)).forEach(Order::ownerSeen);
        if (absent.remove(user)) {
            wake(order -> order.isOf(user)
                    && (order.transfer().state() == TransferState.WAITING
                            || order.transfer().state() == TransferState.RESTING));
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
            fail(order, new Fate.Failed(obstacle.get(), TransferFault.REFUSED));
            return;
        }
        if (order.isOnlyOf(absent)) {
            set(order, TransferState.WAITING, order.waiting());
            return;
        }
        order.transfer().meter().restart(agent.clock().nanos());
        Run run = runs.of(order, new RunNews(order, board, this));
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

    private void fail(Order order, Fate.Failed failed) {
        if (!order.transfer().isEnded()) {
            set(order, TransferState.FAILED, failed.sentence(), Optional.of(failed.fault()));
            halt(order);
            pump();
        }
    }

    void set(Order order, TransferState state, String sentence) {
        set(order, state, sentence, Optional.empty());
    }

    /** Has no effect on what another program is to have. */
    private void set(Order order, TransferState state, String sentence, Optional<TransferFault> fault) {
        if (!orders.containsKey(order.id())) {
            return;
        }
        Transfer download = order.transfer();
        boolean isKept = KeptOrder.lasting(state) != KeptOrder.lasting(download.state());
        download.setState(state, sentence);
        fault.ifPresent(download::setFault);
        if (state.isEnded()) {
            live.drop(order);
        } else {
            live.keep(order);
        }
        if (isKept) {
            note(order, JournalState.stands(order.id(), state, sentence));
        }
        board.changed(download);
    }

    private Optional<Order> find(Transfer download) {
        return Optional.ofNullable(orders.get(download.id()));
    }

    /** A run has ended, and this is how. */
    void onEnded(Order order, Fate fate) {
        order.dropRun();
        if (leaving.isOf(order)) {
            leave(order, fate);
        } else if (fate instanceof Fate.Done done) {
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
        order.setPart(Optional.empty());
        notePublished(order, done);
        set(order, TransferState.DONE, done.sentence());
        onDone.accept(order.transfer());
    }

    private void notePublished(Order order, Fate.Done done) {
        note(order, JournalState.target(order.id(), done.published()));
        note(order, JournalState.part(order.id(), Optional.empty()));
    }

    /** The last that happens here to what another program will have. */
    private void leave(Order order, Fate fate) {
        if (fate instanceof Fate.Done done) {
            notePublished(order, done);
            note(order, JournalState.stands(order.id(), TransferState.DONE, done.sentence()));
        }
        leaving.remove(order);
    }

    private void goOn(Order order, Fate fate) {
        if (fate instanceof Fate.Failed failed) {
            fail(order, failed);
        } else if (fate instanceof Fate.Later later) {
            rest(order, later.sentence(), later.hasProgress());
        } else if (fate instanceof Fate.Absent && order.isOwnerSeen()) {
            enqueue(order, "");
        } else if (fate instanceof Fate.Absent gone) {
            order.wanted().sources().forEach(source -> absent.add(source.owner()));
            set(order, TransferState.WAITING, gone.sentence());
        } else {
            enqueue(order, "");
        }
    }
}
