package io.naru.client.app;

import io.naru.common.file.AtomicFiles;
import io.naru.common.log.Logging;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.IOUtils;

/**
 * The client's log: a file of the user's own, made when there is something to write. Past a megabyte a new one is begun
 * and the one before kept. Where it can't be written the program runs without.
 *
 * <p>Threading: started and closed by the main thread; lines come from all threads.
 */
public final class DebugLog implements AutoCloseable {
    private static final long MOST_OCTETS = 1 << 20;

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
        private final Path path;
        private OutputStream open;

        LateFile(Path path) {
            this.path = path;
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
                AtomicFiles.createPrivateFolders(path.getParent());
                if (Files.exists(path) && Files.size(path) > MOST_OCTETS) {
                    Files.move(
                            path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
                if (Files.notExists(path)) {
                    Files.createFile(
                            path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                return Files.newOutputStream(path, StandardOpenOption.APPEND);
            } catch (IOException | UnsupportedOperationException e) {
                // A home that is full or read-only must not keep anybody from chatting.
                return OutputStream.nullOutputStream();
            }
        }
    }
}
