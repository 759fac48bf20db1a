package io.naru.common.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A file that lines are appended to, and that can be opened anew after somebody has renamed it. It is made with mode
 * 0600 in the call that creates it; one that is there keeps the mode that it has.
 *
 * <p>Each call of write is one write of the system at the end of the file, so a line is wholly in the old file or wholly
 * in the new one.
 *
 * <p>Threading: any thread.
 */
public final class LogFile extends OutputStream {
    private final Path path;
    private FileChannel channel;

    private LogFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws IOException if that can't be done; a sentence that names the file
     */
    public static LogFile open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        return new LogFile(absolute, channel(absolute));
    }

    private static FileChannel channel(Path path) throws IOException {
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            return FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownerOnly);
        } catch (IOException e) {
            throw new IOException("The log file " + path + " can't be opened: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder isn't there";
        }
        String reason = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
        return Objects.requireNonNullElse(reason, "the system gives no reason");
    }

    /**
     * Goes on in the file that has the name now, which is made if there is none.
     *
     * @throws IOException if that can't be opened; then it goes on in the file before
     */
    public void reopen() throws IOException {
        FileChannel fresh = channel(path);
        FileChannel old;
        synchronized (this) {
            old = channel;
            channel = fresh;
        }
        old.close();
    }

    /** The file's name. */
    public Path path() {
        return path;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(octets, offset, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
