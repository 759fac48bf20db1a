package io.naru.common.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.io.function.IOSupplier;

/**
 * A lock of the operating system, on a file of its own, under which a small file is read and written again, one program
 * at a time. It ends with the process, however that ends. The lock file stays: removing it would let two programs lock
 * two files of one name.
 *
 * <p>Threading: stateless; any thread, and other programs at the same time.
 */
public final class LockFile {
    private static final Set<OpenOption> OPENING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /**
     * The lock of this process for each file. POSIX gives a lock to a process, not to a thread, and drops it as soon as
     * any descriptor of the file is closed, so a file that is held here must not even be opened a second time.
     */
    private static final ConcurrentMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private LockFile() {}

    /**
     * Does something while holding the lock; waits for it as long as others hold it. Not to be nested.
     *
     * @param file the lock, made if it isn't there, in a folder that exists
     * @return what the action gives
     * @throws IOException if the lock can't be had, or the action throws it
     */
    public static <T> T holding(Path file, IOSupplier<T> action) throws IOException {
        ReentrantLock here = HERE.computeIfAbsent(real(file), path -> new ReentrantLock());
        here.lock();
        try (FileChannel channel = open(file)) {
            FileLock lock = locked(channel, file);
            try {
                return action.get();
            } finally {
                lock.release();
            }
        } finally {
            here.unlock();
        }
    }

    private static Path real(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw new IOException("cannot lock " + file + ": " + FileFault.reason(e), e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return AtomicFiles.openPrivate(file, OPENING);
        } catch (IOException e) {
            throw new IOException("cannot lock " + file + ": " + FileFault.reason(e), e);
        }
    }

    private static FileLock locked(FileChannel channel, Path file) throws IOException {
        try {
            return channel.lock();
        } catch (IOException e) {
            throw new IOException("cannot lock " + file + ": " + FileFault.reason(e), e);
        }
    }
}
