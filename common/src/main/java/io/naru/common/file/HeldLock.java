package io.naru.common.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock of the operating system that is kept for as long as a program works with something, on a file of its own. It ends
 * with the process, however that ends. The lock file stays: removing it would let two programs lock two files of one name.
 * A file that is locked this way isn't for {@link LockFile}.
 *
 * <p>Threading: any thread, and other programs at the same time.
 */
public final class HeldLock implements Closeable {
    private static final Set<OpenOption> OPENING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** How long somebody who only looks may have it, on a busy machine. */
    private static final Duration MOMENT = Duration.ofMillis(5);

    /**
     * What this process holds. POSIX gives a lock to a process, and drops it as soon as any descriptor of the file is closed,
     * so a file that is held here must not even be opened a second time.
     */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path real;
    private final FileChannel channel;

    private HeldLock(Path real, FileChannel channel) {
        this.real = real;
        this.channel = channel;
    }

    /**
     * Takes the lock if nobody has it. Who only {@linkplain #isHeld looks} has it for a moment, too, so a second one is
     * waited for.
     *
     * @param file the lock, made if it isn't there, in a folder that exists
     * @return empty if somebody has it, in this program or another one
     * @throws IOException if it can't be found out
     */
    public static Optional<HeldLock> tryTake(Path file) throws IOException {
        Optional<HeldLock> taken = tryTakeNow(file);
        if (taken.isEmpty()) {
            LockSupport.parkNanos(MOMENT.toNanos());
            taken = tryTakeNow(file);
        }
        return taken;
    }

    /**
     * Whether somebody has a lock, in this program or another one.
     *
     * @param file the lock; nobody has one that isn't there
     * @throws IOException if it can't be found out
     */
    public static boolean isHeld(Path file) throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        Optional<HeldLock> taken = tryTakeNow(file);
        if (taken.isPresent()) {
            taken.get().close();
        }
        return taken.isEmpty();
    }

    private static Optional<HeldLock> tryTakeNow(Path file) throws IOException {
        Path real;
        try {
            real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw fault(file, e);
        }
        if (!HERE.add(real)) {
            return Optional.empty();
        }
        boolean isTaken = false;
        try {
            FileChannel channel = AtomicFiles.openPrivate(real, OPENING);
            FileLock lock = channel.tryLock();
            isTaken = lock != null;
            if (!isTaken) {
                channel.close();
            }
            return isTaken ? Optional.of(new HeldLock(real, channel)) : Optional.empty();
        } catch (IOException e) {
            throw fault(file, e);
        } finally {
            if (!isTaken) {
                HERE.remove(real);
            }
        }
    }

    private static IOException fault(Path file, IOException cause) {
        return new IOException("cannot lock " + file + ": " + FileFault.reason(cause), cause);
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HERE.remove(real);
        }
    }
}
