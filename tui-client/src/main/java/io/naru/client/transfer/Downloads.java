package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferFault;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.common.file.SafePath;
import io.naru.common.message.UserName;
import io.naru.common.time.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
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
    private final OrderBook book;
    private final Run.Maker runs;
    private final PeerGate gate;
    private final Consumer<Transfer> onDone;
    private final Runnable onRunEnded;
    private final RandomGenerator random;
    private final Set<UserName> absent = new HashSet<>();

    private TransferLimits limits = TransferLimits.DEFAULT;
    private boolean isUp;
    private boolean isPumpDue;
    private boolean isStopping;

    Downloads(
            Agent agent,
            Board board,
            OrderBook book,
            Run.Maker runs,
            PeerGate gate,
            Consumer<Transfer> onDone,
            Runnable onRunEnded,
            RandomGenerator random) {
        this.agent = agent;
        this.board = board;
        this.book = book;
        this.runs = runs;
        this.gate = gate;
        this.onDone = onDone;
        this.onRunEnded = onRunEnded;
        this.random = random;
    }

    /** Adds a download under an id from {@link OrderBook#idFor}; one that is there under that id is told of again. */
    void add(long id, DownloadOrder wanted) {
        Optional<Transfer> there = book.find(id).map(Order::transfer);
        if (there.isEmpty()) {
            addNew(id, wanted);
            return;
        }
        if (there.get().state() != TransferState.DONE) {
            retry(there.get());
        }
        board.changed(there.get());
    }

    private void addNew(long id, DownloadOrder wanted) {
        Instant now = agent.clock().now();
        KeptOrder kept = new KeptOrder(wanted, now, 0, TransferState.QUEUED, "", Optional.empty(), Optional.empty());
        Order order = newOrder(id, kept, Set.of());
        book.note(order, JournalState.added(id, kept));
        Order.target(wanted).accept(new SafePath.Handler<Void>() {
            @Override
            public Void inside(Path target) {
                order.transfer().setTarget(target);
                book.note(order, JournalState.target(id, target));
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
     * Takes an order of an earlier program as it was, unless the same is here already.
     *
     * @param octetsHere what has come of it, as its part file says; that is looked at when it goes on
     */
    void restore(long id, KeptOrder before, Set<String> filesHere, long octetsHere) {
        KeptOrder kept = before.lasting();
        Optional<Order> same = book.same(kept.wanted());
        if (same.isPresent() && !kept.state().isEnded()) {
            takeOver(same.get(), kept, filesHere);
            return;
        }
        Order order = newOrder(id, kept, filesHere);
        kept.target().ifPresent(order.transfer()::setTarget);
        order.setPart(kept.part());
        book.keep(id, kept, filesHere);
        boolean hasTarget = kept.target().isPresent();
        TransferState state = hasTarget || kept.state().isEnded() ? kept.state() : TransferState.FAILED;
        boolean isHere = state == TransferState.DONE;
        long some = kept.inside().map(KeptOrder.Inside::doneOctets).orElse(octetsHere);
        order.transfer().meter().beginAt(isHere ? kept.octets().orElse(0) : some);
        book.restore(order, state, kept.sentence());
        pump();
    }

    /** What another program's order of the same has brought isn't lost, if nothing was begun here. */
    private void takeOver(Order same, KeptOrder kept, Set<String> filesHere) {
        if (same.isUnderWay()) {
            return;
        }
        if (same.part().isEmpty() && kept.part().isPresent()) {
            same.setPart(kept.part());
            book.note(same, JournalState.part(same.id(), kept.part()));
        }
        for (String path : filesHere) {
            if (same.filesHere().add(path)) {
                book.note(same, JournalState.fileHere(same.id(), path));
            }
        }
    }

    private Order newOrder(long id, KeptOrder kept, Set<String> filesHere) {
        return book.add(id, kept, filesHere, new Backoff(PAUSE_FIRST, PAUSE_LONGEST, random));
    }

    void cancel(Transfer download) {
        book.find(download).ifPresent(order -> end(order, TransferState.CANCELLED, "Cancelled."));
    }

    void pause(Transfer download) {
        book.find(download).filter(order -> !download.isEnded()).ifPresent(order -> {
            book.set(order, TransferState.PAUSED, "");
            halt(order);
            pump();
        });
    }

    void resume(Transfer download) {
        book.find(download)
                .filter(order -> download.state() == TransferState.PAUSED
                        || download.state() == TransferState.RESTING
                        || download.state() == TransferState.WAITING)
                .ifPresent(order -> {
                    order.forgetFailures();
                    order.sources().forEach(source -> absent.remove(source.owner()));
                    enqueue(order, "");
                });
    }

    /** Begins again; what was done is looked at whether it is still there, and fetched if it isn't. */
    void retry(Transfer download) {
        boolean isDone = download.state() == TransferState.DONE;
        if (download.isEnded() && download.target().isPresent()) {
            book.find(download).ifPresent(order -> {
                order.forgetFailures();
                order.setToBeLookedAt(isDone);
                if (!isDone) {
                    order.expectAnySize();
                }
                order.sources().forEach(source -> absent.remove(source.owner()));
                enqueue(order, "");
            });
        } else {
            resume(download);
        }
    }

    /** Puts it before or behind others. */
    void setPriority(Transfer download, int priority) {
        book.find(download).ifPresent(order -> {
            download.setPriority(priority);
            book.note(order, JournalState.priority(order.id(), priority));
            board.changed(download);
            pump();
        });
    }

    void setLimits(TransferLimits next) {
        limits = next;
        pump();
    }

    /** Stops everything without changing what is to become of it: the next program goes on. */
    void stopAll() {
        isStopping = true;
        book.all().forEach(this::halt);
    }

    /**
     * Another program is to have the queue: nothing of it is shown here any more, and what works for it is stopped.
     *
     * @param onLeft is told when nothing here touches a file of it any more
     */
    void leaveAll(Runnable onLeft) {
        Collection<Order> all = book.all();
        book.letAllGo();
        for (Order order : all) {
            halt(order);
            board.clear(order.transfer());
        }
        book.whenGone(onLeft);
    }

    /** Whether any goes on, or begins, by itself. */
    boolean isBusy() {
        return book.isAnyUnderWay() || !isStopping && book.isAnyQueued();
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
        book.all().stream().filter(order -> order.isOf(user)).forEach(Order::ownerSeen);
        if (absent.remove(user)) {
            wake(order -> order.isOf(user)
                    && (order.transfer().state() == TransferState.WAITING
                            || order.transfer().state() == TransferState.RESTING));
        }
    }

    void onGone(UserName user) {
        absent.add(user);
        book.all().stream()
                .filter(order -> order.transfer().state() == TransferState.QUEUED && order.isOnlyOf(absent))
                .forEach(order -> book.set(order, TransferState.WAITING, order.waiting()));
    }

    private void wake(Predicate<Order> whom) {
        book.all().stream().filter(whom).forEach(order -> enqueue(order, ""));
    }

    /** Nothing moves in it: it steps back for a while, and others take its slot. */
    void onStalled(Transfer download, Duration stalled) {
        book.find(download).ifPresent(order -> {
            boolean hasGained = order.run().filter(Run::hasGained).isPresent();
            // In this order: halting drops the timer of a pause, and this one is to begin again after it.
            halt(order);
            rest(order, "Nothing has moved for " + stalled.toSeconds() + " seconds.", hasGained);
        });
    }

    private void enqueue(Order order, String sentence) {
        order.dropTimer();
        book.set(order, TransferState.QUEUED, sentence);
        pump();
    }

    /** Begins as many as there are slots, later in this turn, so that what is added together begins in order. */
    private void pump() {
        if (!isPumpDue) {
            isPumpDue = true;
            agent.execute(() -> {
                isPumpDue = false;
                if (isUp && !isStopping) {
                    Slots.toBegin(book.all(), limits).forEach(this::begin);
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
            book.set(order, TransferState.WAITING, order.waiting());
            return;
        }
        order.transfer().meter().restart(agent.clock().nanos());
        Run run = runs.of(order, new RunNews(order, board, book, fate -> onEnded(order, fate)));
        order.setRun(run);
        book.set(order, TransferState.ASKING, "");
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
        book.set(order, TransferState.RESTING, sentence);
    }

    private void end(Order order, TransferState state, String sentence) {
        if (order.transfer().isEnded()) {
            return;
        }
        book.set(order, state, sentence);
        halt(order);
        pump();
    }

    private void fail(Order order, Fate.Failed failed) {
        if (!order.transfer().isEnded()) {
            book.setFailed(order, failed);
            halt(order);
            pump();
        }
    }

    /** A run has ended, and this is how. */
    void onEnded(Order order, Fate fate) {
        order.dropRun();
        if (book.isLeaving(order)) {
            book.leave(order, fate);
        } else if (fate instanceof Fate.Done done) {
            // Even if it was to be stopped: it is there.
            finish(order, done);
        } else if (order.transfer().state().isUnderWay() && book.has(order) && !isStopping) {
            goOn(order, fate);
        }
        pump();
        onRunEnded.run();
    }

    private void finish(Order order, Fate.Done done) {
        if (book.has(order)) {
            book.finish(order, done);
            onDone.accept(order.transfer());
        }
    }

    private void goOn(Order order, Fate fate) {
        if (fate instanceof Fate.Failed failed) {
            fail(order, failed);
        } else if (fate instanceof Fate.Later later) {
            rest(order, later.sentence(), later.hasProgress());
        } else if (fate instanceof Fate.Absent && order.isOwnerSeen()) {
            enqueue(order, "");
        } else if (fate instanceof Fate.Absent gone) {
            order.sources().forEach(source -> absent.add(source.owner()));
            book.set(order, TransferState.WAITING, gone.sentence());
        } else {
            enqueue(order, "");
        }
    }
}
