package io.naru.common.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/**
 * A folder that is open: what is asked is asked of this very folder, whatever its path leads to by then. No step from it
 * follows a link. Where the system has no such folders ({@link SecureDirectoryStream}) each step is made by its path,
 * and checked again once it is made.
 *
 * <p>Threading: one thread.
 */
public final class OpenFolder implements Closeable {
    private static final Set<OpenOption> READ_NOFOLLOW = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final DirectoryStream<Path> stream;

    private OpenFolder(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
    }

    /** Opens the folder where all steps begin; the user chose it, so a link that leads to it is followed. */
    public static OpenFolder top(Path path) throws IOException {
        return new OpenFolder(path, Files.newDirectoryStream(path));
    }

    /** The names in it, in no order; to be asked for once. */
    public Iterable<Path> names() {
        return stream;
    }

    /** What an entry is, a link being a link. */
    public BasicFileAttributes attributes(Path name) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        }
        return Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Opens a folder in it. */
    public OpenFolder folder(Path name) throws IOException {
        Path below = path.resolve(name);
        // A pipe would be opened as well, and that ends only when somebody writes to it.
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(below.toString());
        }
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new OpenFolder(below, secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        }
        OpenFolder opened = new OpenFolder(below, Files.newDirectoryStream(below));
        try {
            checkInside(below);
            if (!attributes(name).isDirectory()) {
                throw new NotDirectoryException(below.toString());
            }
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** Opens a regular file in it, and makes sure that what is open is what was looked at. */
    public OpenedFile file(Path name) throws IOException {
        Path below = path.resolve(name);
        BasicFileAttributes before = attributes(name);
        checkRegular(before, below);
        FileChannel channel = channel(name);
        try {
            BasicFileAttributes after = attributes(name);
            checkRegular(after, below);
            checkInside(below);
            // Only what has places in it has one to go to: a pipe, which may have come and gone meanwhile, hasn't.
            channel.position(0);
            if (!Objects.equals(before.fileKey(), after.fileKey())) {
                throw new IOException("it was replaced by another file while it was opened");
            }
            FileState seen = FileState.of(after);
            return new OpenedFile(channel, below, new FileState(channel.size(), seen.modifiedNanos(), seen.key()));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens whatever an entry is, but no link. */
    public FileChannel channel(Path name) throws IOException {
        SeekableByteChannel opened = stream instanceof SecureDirectoryStream<Path> secure
                ? secure.newByteChannel(name, READ_NOFOLLOW)
                : FileChannel.open(path.resolve(name), READ_NOFOLLOW);
        if (opened instanceof FileChannel file) {
            return file;
        }
        opened.close();
        throw new IOException("files of this file system can't be read in parts");
    }

    private void checkInside(Path below) throws IOException {
        if (!(stream instanceof SecureDirectoryStream) && !below.toRealPath().startsWith(path.toRealPath())) {
            throw new FileSystemLoopException(below.toString());
        }
    }

    private static void checkRegular(BasicFileAttributes attributes, Path below) throws IOException {
        if (attributes.isSymbolicLink()) {
            throw new FileSystemLoopException(below.toString());
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("it isn't a regular file");
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
