package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.QueueEvent.QueueSaid.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Which journal the queue is kept in, and what happens when it comes over from another program or is handed to one: what
 * was kept becomes orders here, and these leave the screen before another program begins with them.
 *
 * <p>Threading: the agent's.
 */
final class QueueKeeping implements Journal.Listener {
    private final Agent agent;
    private final EngineEvent.Sink sink;
    private final Executor disk;
    private final Board board;
    private final OrderBook book;
    private final Downloads downloads;
    private final Lines lines;
    private Optional<Path> folder = Optional.empty();

    /**
     * Where lines for the journal go. The order book needs this before there is a queue to keep.
     *
     * <p>Threading: the agent's.
     */
    static final class Lines {
        private Optional<Journal> journal = Optional.empty();
        /** Lines that replace all of the journal, while they are put together. */
        private Optional<List<String>> collected = Optional.empty();

        void write(String line) {
            if (collected.isPresent()) {
                collected.get().add(line);
            } else {
                journal.ifPresent(file -> file.write(line));
            }
        }
    }

    QueueKeeping(
            Agent agent,
            EngineEvent.Sink sink,
            Executor disk,
            Board board,
            OrderBook book,
            Downloads downloads,
            Lines lines) {
        this.agent = agent;
        this.sink = sink;
        this.disk = disk;
        this.board = board;
        this.book = book;
        this.downloads = downloads;
        this.lines = lines;
    }

    /** Where it is kept, or soon will be; absent if nothing is. */
    Optional<Path> folder() {
        return folder;
    }

    /**
     * Has the queue of an account. What was queued before an account was known comes into it.
     *
     * @param wanted another place than before
     */
    void open(Optional<Path> wanted) {
        folder = wanted;
        if (lines.journal.isEmpty()) {
            begin(wanted);
            return;
        }
        Journal other = lines.journal.get();
        downloads.leaveAll(() -> {
            other.close(() -> {});
            begin(wanted);
        });
    }

    /** Unless yet another account's was wanted meanwhile. */
    private void begin(Optional<Path> wanted) {
        if (wanted.equals(folder)) {
            lines.journal = wanted.map(path -> new Journal(agent, disk, path, this));
            lines.journal.ifPresent(Journal::open);
        }
    }

    /** Asks the other program that has the queue to let go of it. */
    void take() {
        lines.journal.filter(file -> !file.isHeld()).ifPresent(Journal::want);
    }

    /**
     * The last call: what is known is written down, and the queue is free for another program.
     *
     * @param onClosed is told when that is done, on any thread
     */
    void close(Runnable onClosed) {
        if (lines.journal.isPresent()) {
            lines.journal.get().close(onClosed);
        } else {
            onClosed.run();
        }
    }

    @Override
    public void onHeld(JournalState before, Map<Long, Long> octetsHere, List<String> sentences, boolean isLater) {
        // The ids of the program before mean nothing here, so the journal begins anew with all that there is.
        List<String> anew = new ArrayList<>();
        lines.collected = Optional.of(anew);
        book.keepAll();
        for (long id : before.ids()) {
            downloads.restore(
                    board.nextId(), before.orders().get(id), before.filesHere(id), octetsHere.getOrDefault(id, 0L));
        }
        lines.collected = Optional.empty();
        lines.journal.orElseThrow().replace(anew);
        sentences.forEach(sentence -> say(Standing.HELD, sentence));
        if (isLater) {
            say(Standing.HELD, "This Naru has the queue of downloads now.");
        }
        sink.post(new QueueEvent.QueueOpened());
    }

    @Override
    public void onOthers() {
        say(
                Standing.OTHERS,
                "Another Naru of yours has the queue of downloads. What is fetched here isn't kept when this one"
                        + " ends; /queue take asks the other one for the queue.");
    }

    @Override
    public void onWanted() {
        Journal held = lines.journal.orElseThrow();
        downloads.leaveAll(() -> {
            held.letGo();
            say(Standing.OTHERS, "Another Naru of yours has taken over the queue of downloads.");
        });
    }

    @Override
    public void onBroken(String sentence) {
        say(Standing.BROKEN, sentence);
    }

    private void say(Standing standing, String sentence) {
        sink.post(new QueueEvent.QueueSaid(standing, sentence));
    }
}
