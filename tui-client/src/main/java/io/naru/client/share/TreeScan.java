package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings the index of one shared folder up to date: reads the folders that are marked there, parents first, a few hundred
 * entries at a time. What was interrupted goes on where it stopped, since the marks are in the index.
 *
 * <p>Threading: one thread.
 */
final class TreeScan {
    private static final int BATCH = 500;
    private static final int SWEEP = 1_000;

    private final ShareIndex index;
    private final SharedFolder folder;
    private final long tree;
    private final BooleanSupplier isWanted;
    private int namesLeftOut;
    private int foldersLeftOut;

    TreeScan(ShareIndex index, SharedFolder folder, BooleanSupplier isWanted) {
        this.index = index;
        this.folder = folder;
        this.tree = folder.tree().orElseThrow();
        this.isWanted = isWanted;
    }

    /**
     * Reads all that is marked.
     *
     * @param progress called behind each folder
     * @throws IOException if the index can't be used
     * @throws TopException if the shared folder itself can't be read
     */
    void run(Runnable progress) throws IOException, TopException {
        Optional<ShareIndex.Pending> next = index.nextPending(tree);
        while (next.isPresent() && isWanted.getAsBoolean()) {
            read(next.get());
            progress.run();
            next = isWanted.getAsBoolean() ? index.nextPending(tree) : Optional.empty();
        }
    }

    /** The shared folder itself can't be read. */
    static final class TopException extends Exception {
        private static final long serialVersionUID = 1L;

        TopException(IOException cause) {
            super(cause);
        }

        IOException reason() {
            return (IOException) getCause();
        }
    }

    /** A folder as it is being read. */
    private final class Reading {
        private final ShareIndex.Pending pending;
        private final List<SharedEntry> batch = new ArrayList<>();
        private final boolean isDeepest;
        private long seen;
        private long files;
        private long octets;
        /** The index failed, not the disk. */
        private IOException failure;

        private Reading(ShareIndex.Pending pending) {
            this.pending = pending;
            this.isDeepest = pending.path().chars().filter(c -> c == '/').count() >= FlatListing.DEPTH_MAX - 2;
        }

        private boolean take(SharedEntry entry) {
            seen++;
            if (!entry.isFolder()) {
                files++;
                octets += entry.octets();
            }
            batch.add(entry);
            if (batch.size() >= BATCH) {
                flush();
            }
            return failure == null && isWanted.getAsBoolean();
        }

        private void flush() {
            try {
                batch.sort(SharedEntry.ORDER);
                index.put(tree, pending, batch, isDeepest);
                batch.clear();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private void read(ShareIndex.Pending pending) throws IOException, TopException {
        Reading reading = new Reading(pending);
        try {
            namesLeftOut += folder.root().visit(pending.path(), reading::take);
        } catch (IOException e) {
            leaveOut(pending, e);
            return;
        }
        if (reading.failure == null) {
            reading.flush();
        }
        if (reading.failure != null) {
            throw reading.failure;
        }
        if (!isWanted.getAsBoolean()) {
            return;
        }
        if (index.entries(pending.id()) > reading.seen) {
            sweep(pending);
        }
        index.finish(pending, new ShareIndex.Sum(reading.files, reading.octets));
    }

    private void leaveOut(ShareIndex.Pending pending, IOException reason) throws IOException, TopException {
        if (pending.path().isEmpty()) {
            index.finishUnreadable(tree, pending);
            throw new TopException(reason);
        }
        EngineLog.mishap(() -> "a folder of the share was left out: " + Reason.of(reason));
        if (reason instanceof NoSuchFileException || reason instanceof NotDirectoryException) {
            index.forget(tree, pending.path());
        } else {
            foldersLeftOut++;
            index.finishUnreadable(tree, pending);
        }
    }

    /** Looks for what is gone: the index knows more than was seen. */
    private void sweep(ShareIndex.Pending pending) throws IOException {
        Optional<SharedEntry> behind = Optional.empty();
        List<SharedEntry> run = index.entriesBehind(pending.id(), behind, SWEEP);
        while (!run.isEmpty() && isWanted.getAsBoolean()) {
            List<SharedEntry> gone =
                    run.stream().filter(entry -> isGone(pending, entry)).toList();
            if (!gone.isEmpty()) {
                index.forget(tree, pending, gone);
            }
            behind = Optional.of(run.get(run.size() - 1));
            run = index.entriesBehind(pending.id(), behind, SWEEP);
        }
    }

    private boolean isGone(ShareIndex.Pending pending, SharedEntry entry) {
        String path = pending.path().isEmpty() ? entry.name() : pending.path() + "/" + entry.name();
        return folder.root()
                .look(path)
                .filter(now -> now.kind() == entry.kind())
                .isEmpty();
    }

    int namesLeftOut() {
        return namesLeftOut;
    }

    int foldersLeftOut() {
        return foldersLeftOut;
    }
}
