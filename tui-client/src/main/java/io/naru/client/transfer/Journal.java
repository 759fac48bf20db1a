package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.data.PartFile;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.HeldLock;
import io.naru.common.message.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Keeps the queue in a folder of this install: {@code queue} (the journal), {@code queue.lock} (held by the program that
 * has the queue), {@code queue.wanted} (put there by another program that wants it). What changes in one turn of the
 * disk is synced together.
 *
 * <p>Without the lock nothing is written. It is tried for again every few seconds, so the queue comes over when the other
 * program ends, or lets go of it because of the wish.
 *
 * <p>Threading: the agent's. Writes on the disk's.
 */
final class Journal {
    static final String FILE = "queue";
    static final String LOCK = "queue.lock";
    static final Duration LOOK = Duration.ofSeconds(2);

    /** After letting go of it, so that whoever wants it looks in between. */
    private static final Duration COURTESY = LOOK.multipliedBy(3);

    /** Who is told; on the agent's thread. */
    interface Listener {
        /**
         * The queue is this program's now, and this is what it was.
         *
         * @param octetsHere how much of files that haven't come whole is here, by their ids
         */
        void onHeld(JournalState before, Map<Long, Long> octetsHere, List<String> sentences, boolean isLater);

        /** Another program has it. */
        void onOthers();

        /** Another program wants it: everything is to be stopped, and {@link #letGo} to be called then; told once. */
        void onWanted();

        /** It can't be kept for now, which is told once for each reason; it is tried again. */
        void onBroken(String sentence);
    }

    private final Agent agent;
    private final Executor disk;
    private final Path folder;
    private final Listener listener;
    private final List<String> pending = new ArrayList<>();
    private boolean isWriteDue;
    private boolean isHeld;
    private boolean isClosed;
    private boolean isToldOfOthers;
    /** Whether the other program's wish was passed on. */
    private boolean isWishTold;
    /** Why it isn't kept just now, as it was told; empty if it is. */
    private String broken = "";
    /** The disk's. */
    private HeldLock lock;

    private JournalFile file;

    /**
     * Nothing is read yet.
     *
     * @param folder private, made if need be
     */
    Journal(Agent agent, Executor disk, Path folder, Listener listener) {
        this.agent = agent;
        this.disk = disk;
        this.folder = folder;
        this.listener = listener;
    }

    /** Tries to get the queue, and goes on trying. */
    void open() {
        disk.execute(() -> tryOpen(false));
    }

    /** Asks the program that has it to let go of it. */
    void want() {
        disk.execute(() -> {
            try {
                AtomicFiles.write(wish(), new byte[0]);
            } catch (IOException e) {
                onFault(e);
            }
        });
    }

    /** Writes a line soon, together with others. */
    void write(String line) {
        if (!isHeld) {
            return;
        }
        pending.add(line);
        if (!isWriteDue) {
            isWriteDue = true;
            agent.execute(this::flush);
        }
    }

    /** Writes all of it anew. */
    void replace(List<String> lines) {
        pending.clear();
        disk.execute(() -> {
            try {
                if (file != null) {
                    file.replace(lines);
                    onWritten();
                }
            } catch (IOException e) {
                onFault(e);
            }
        });
    }

    /** Lets another program have it, once all is written. */
    void letGo() {
        flush();
        isHeld = false;
        isWishTold = false;
        isToldOfOthers = true;
        disk.execute(() -> {
            release();
            agent.execute(() -> lookAgain(COURTESY));
        });
    }

    /** Ends it, once all is written. */
    void close(Runnable onClosed) {
        flush();
        isClosed = true;
        isHeld = false;
        disk.execute(() -> {
            release();
            onClosed.run();
        });
    }

    boolean isHeld() {
        return isHeld;
    }

    private void flush() {
        isWriteDue = false;
        if (pending.isEmpty()) {
            return;
        }
        List<String> lines = List.copyOf(pending);
        pending.clear();
        disk.execute(() -> {
            try {
                if (file != null) {
                    file.add(lines);
                    onWritten();
                }
            } catch (IOException e) {
                onFault(e);
            }
        });
    }

    // On the disk's thread

    private void onFault(IOException failure) {
        String sentence = "The queue isn't kept: " + failure.getMessage() + ".";
        agent.execute(() -> {
            if (!isClosed && !sentence.equals(broken)) {
                broken = sentence;
                listener.onBroken(sentence);
            }
        });
    }

    private void onWritten() {
        agent.execute(() -> broken = "");
    }

    private Path wish() {
        return folder.resolve("queue.wanted");
    }

    private void tryOpen(boolean isLater) {
        try {
            AtomicFiles.createPrivateFolders(folder);
            Optional<HeldLock> taken = HeldLock.tryTake(folder.resolve(LOCK));
            if (taken.isEmpty()) {
                agent.execute(this::onOthers);
                return;
            }
            lock = taken.get();
            List<String> sentences = new ArrayList<>();
            file = JournalFile.open(folder.resolve(FILE), sentences);
            Files.deleteIfExists(wish());
            // The file's own goes on being the disk's.
            JournalState before = copy(file.state().lines());
            Map<Long, Long> octetsHere = octetsHere(before);
            agent.execute(() -> onHeld(before, octetsHere, sentences, isLater));
        } catch (IOException e) {
            release();
            onFault(e);
            // A disk that was full gets room again.
            agent.execute(this::lookAgain);
        }
    }

    private static JournalState copy(List<String> lines) {
        JournalState copy = new JournalState();
        lines.forEach(line -> copy.take(line.substring(line.indexOf(' ') + 1, line.length() - 1)));
        return copy;
    }

    private static Map<Long, Long> octetsHere(JournalState state) {
        Map<Long, Long> octets = new HashMap<>();
        state.orders().forEach((id, kept) -> {
            if (kept.wanted().kind() == EntryKind.FILE && kept.part().isPresent()) {
                octets.put(id, PartFile.notedOctets(kept.part().get()));
            }
        });
        return octets;
    }

    private void release() {
        try {
            if (file != null) {
                file.close();
                file = null;
            }
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "the queue's file wasn't closed: " + e.getMessage());
        }
    }

    // On the agent's thread

    private void onHeld(JournalState before, Map<Long, Long> octetsHere, List<String> sentences, boolean isLater) {
        if (isClosed) {
            disk.execute(this::release);
            return;
        }
        isHeld = true;
        broken = "";
        listener.onHeld(before, octetsHere, sentences, isLater);
        watch();
    }

    private void onOthers() {
        if (isClosed) {
            return;
        }
        if (!isToldOfOthers) {
            isToldOfOthers = true;
            listener.onOthers();
        }
        lookAgain();
    }

    private void lookAgain() {
        lookAgain(LOOK);
    }

    private void lookAgain(Duration pause) {
        if (!isClosed) {
            agent.schedule(pause, () -> disk.execute(() -> tryOpen(true)));
        }
    }

    /** Looks whether somebody wants it; also while all in it has ended, since what is ordered next goes into it. */
    private void watch() {
        if (isClosed || !isHeld) {
            return;
        }
        disk.execute(() -> {
            if (Files.exists(wish())) {
                agent.execute(this::onWish);
            }
        });
        agent.schedule(LOOK, this::watch);
    }

    private void onWish() {
        if (isHeld && !isWishTold) {
            isWishTold = true;
            listener.onWanted();
        }
    }
}
