package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.HeldLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file of the index, which one program at a time has for itself. A second program of the same install takes a second
 * file, and so on; whoever starts next finds what was known. Beyond a few, and for programs that keep nothing, the file is
 * a temporary one that is removed at the end.
 *
 * <p>Threading: one thread at a time.
 */
final class IndexFile implements Closeable {
    private static final int FILES_MAX = 4;
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm");

    private final Path file;
    private final Optional<HeldLock> lock;

    private IndexFile(Path file, Optional<HeldLock> lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * The first free one.
     *
     * @param folder private, made if it isn't there; empty for a temporary file
     */
    static IndexFile take(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            AtomicFiles.createPrivateFolders(folder.get());
            for (int i = 1; i <= FILES_MAX; i++) {
                Path file = folder.get().resolve("share-" + i + ".db");
                Optional<HeldLock> lock = HeldLock.tryTake(folder.get().resolve("share-" + i + ".lock"));
                if (lock.isPresent()) {
                    IndexFile taken = new IndexFile(file, lock);
                    taken.make();
                    return taken;
                }
            }
        }
        // createTempDirectory makes it for its owner alone.
        IndexFile made = new IndexFile(Files.createTempDirectory("naru-index").resolve("share.db"), Optional.empty());
        made.make();
        return made;
    }

    Path path() {
        return file;
    }

    /** Throws away what is in it. */
    void clear() throws IOException {
        for (String ending : ENDINGS) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
        }
        make();
    }

    private void make() throws IOException {
        // Not made where it is there already.
        if (!AtomicFiles.create(file, new byte[0]) && Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a symbolic link");
        }
    }

    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            } else {
                for (String ending : ENDINGS) {
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
                }
                Files.deleteIfExists(file.getParent());
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "the index couldn't be given back: " + Reason.of(e));
        }
    }
}
