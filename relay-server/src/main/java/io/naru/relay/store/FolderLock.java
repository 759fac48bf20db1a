package io.naru.relay.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock of the operating system on a file of the data folder. It ends with the process, however that ends, so there
 * is nothing to clean up after a crash.
 *
 * <p>Threading: may be closed by any thread.
 */
public final class FolderLock implements AutoCloseable {

    /**
     * What this process holds. POSIX drops all locks of a process on a file as soon as the process closes any of its
     * descriptors for it, so a file that is held here must not even be opened a second time.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final int MAX_HOLDER_OCTETS = 20;
    private static final int OPENING_ATTEMPTS = 500;
    private static final long OPENING_PAUSE_MILLIS = 20;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock forServing(DataFolder folder) throws StoreException {
        Path file = real(folder).resolve("relay.lock");
        Optional<FolderLock> lock = attempt(file);
        if (lock.isEmpty()) {
            throw new StoreException("Another relay" + holder(file) + " serves " + folder.path()
                    + " already; stop it, or choose another data folder");
        }
        lock.get().writeHolder();
        return lock.get();
    }

    /** The lock under which the database is made, upgraded and opened, one process at a time; waits ten seconds. */
    static FolderLock forOpening(DataFolder folder) throws StoreException {
        Path file = real(folder).resolve("open.lock");
        for (int i = 0; i < OPENING_ATTEMPTS; i++) {
            Optional<FolderLock> lock = attempt(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            pause(folder);
        }
        throw new StoreException("Another program has been opening the database of " + folder.path()
                + " for ten seconds; try again, or stop that program");
    }

    private static void pause(DataFolder folder) throws StoreException {
        try {
            Thread.sleep(OPENING_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Opening " + folder.path() + " was interrupted", e);
        }
    }

    private static Path real(DataFolder folder) throws StoreException {
        try {
            return folder.path().toRealPath();
        } catch (IOException e) {
            throw new StoreException("The data folder " + folder.path() + " is gone: " + DataFolder.reason(e), e);
        }
    }

    private static Optional<FolderLock> attempt(Path file) throws StoreException {
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean isHeld = false;
        try {
            DataFolder.createFile(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            isHeld = channel.tryLock() != null;
            if (isHeld) {
                return Optional.of(new FolderLock(file, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new StoreException("The lock " + file + " can't be taken: " + DataFolder.reason(e), e);
        } finally {
            if (!isHeld) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static void closeQuietly(FileChannel channel, Exception reason) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void writeHolder() throws StoreException {
        try {
            String holder = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            close();
            throw new StoreException("The lock " + file + " can't be written: " + DataFolder.reason(e), e);
        }
    }

    /** The process that wrote itself into the lock, for the sentence only; empty when that can't be read. */
    private static String holder(Path file) {
        if (HELD_HERE.contains(file)) {
            return " of this process";
        }
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer octets = ByteBuffer.allocate(MAX_HOLDER_OCTETS);
            reader.read(octets);
            String text = new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
            return text.matches("[0-9]+") ? " (process " + text + ")" : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Releases the lock; the file stays, since removing it would let two processes lock two files of one name. */
    @Override
    public void close() throws StoreException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock " + file + " can't be released: " + DataFolder.reason(e), e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
