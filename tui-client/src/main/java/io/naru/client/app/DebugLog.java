package io.naru.client.app;

import io.naru.common.file.AtomicFiles;
import io.naru.common.log.Logging;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.io.IOUtils;

/**
 * The client's log: a file of the user's own, made when there is something to write. Past a megabyte a new one is begun
 * and the one before kept. Of several clients at once each has a file of its own ({@code naru.log}, {@code naru.2.log}
 * …), which it keeps locked, so that there are no more files than clients ever ran together. Where it can't be written
 * the program runs without.
 *
 * <p>Threading: started and closed by the main thread; lines come from all threads.
 */
public final class DebugLog implements AutoCloseable {
    private static final long MOST_OCTETS = 1 << 20;
    private static final int FILES_MAX = 9;

    private final Logging logging;
    private final LateFile file;

    private DebugLog(Logging logging, LateFile file) {
        this.logging = logging;
        this.file = file;
    }

    /** Sends the log to {@link Folders#logFile()}; with debug, details and stack traces too. */
    public static DebugLog start(Folders folders, boolean isDebug) {
        LateFile file = new LateFile(folders.logFile());
        return new DebugLog(Logging.start(file, isDebug), file);
    }

    @Override
    public void close() {
        logging.close();
        file.close();
    }

    /** Opens the file with its first octet; a log that can't be opened is done without from there. */
    private static final class LateFile extends OutputStream {
        private final Path first;
        private OutputStream open;

        LateFile(Path first) {
            this.first = first;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet});
        }

        @Override
        public synchronized void write(byte[] octets, int offset, int length) throws IOException {
            if (open == null) {
                open = opened();
            }
            open.write(octets, offset, length);
        }

        /** Every line was written at once, so there is nothing to lose. */
        @Override
        public synchronized void close() {
            IOUtils.closeQuietly(open);
        }

        private OutputStream opened() {
            try {
                AtomicFiles.createPrivateFolders(first.getParent());
                for (int number = 1; number <= FILES_MAX; number++) {
                    Optional<FileChannel> ours = locked(numbered(number));
                    if (ours.isPresent()) {
                        return Channels.newOutputStream(ours.get());
                    }
                }
            } catch (IOException | UnsupportedOperationException e) {
                // A home that is full or read-only must not keep anybody from chatting.
                return OutputStream.nullOutputStream();
            }
            return OutputStream.nullOutputStream();
        }

        private Path numbered(int number) {
            String name = first.getFileName().toString();
            int dot = name.lastIndexOf('.');
            return number == 1
                    ? first
                    : first.resolveSibling(name.substring(0, dot) + "." + number + name.substring(dot));
        }

        /** The file with what is in it, or a new one in its place; empty while another client writes it. */
        private static Optional<FileChannel> locked(Path path) throws IOException {
            Optional<FileChannel> found = openedAndLocked(path);
            if (found.isEmpty() || found.get().size() <= MOST_OCTETS) {
                return found;
            }
            try {
                Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                return openedAndLocked(path);
            } finally {
                found.get().close();
            }
        }

        private static Optional<FileChannel> openedAndLocked(Path path) throws IOException {
            FileChannel channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                if (channel.tryLock() != null) {
                    return Optional.of(channel);
                }
            } catch (OverlappingFileLockException e) {
                // Another client, of this very process.
                channel.close();
                return Optional.empty();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        }
    }
}
