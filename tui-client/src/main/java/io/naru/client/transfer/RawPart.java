package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.Twins;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.SafePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The hidden file that a download grows in, {@code .NAME.naru-part} beside its target. It is made anew under a name
 * that nobody has, so another program's, or another transfer's, is never touched. What came of a download that failed
 * stays in it; a retry of the same transfer begins it again.
 *
 * <p>Threading: the transfer's thread.
 */
final class RawPart implements Closeable {
    private static final String SUFFIX = ".naru-part";
    private static final int NUMBERS_MAX = 9999;

    /**
     * Which file it was.
     *
     * @param path where
     * @param fileKey what the file system knows it by
     */
    record Mark(Path path, Object fileKey) {}

    private final Path path;
    private final FileChannel channel;
    private boolean isPublished;

    private RawPart(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * A part file for a target, empty.
     *
     * @param earlier the one of an earlier try of the same transfer
     */
    static RawPart create(Path target, Optional<Mark> earlier) throws IOException {
        Optional<RawPart> again = earlier.flatMap(RawPart::reopened);
        if (again.isPresent()) {
            return again.get();
        }
        Path folder = target.getParent();
        Files.createDirectories(folder);
        for (int number = 0; number <= NUMBERS_MAX; number++) {
            Path candidate = folder.resolve(name(target.getFileName().toString(), number));
            try {
                return new RawPart(
                        candidate,
                        FileChannel.open(candidate, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                // Somebody's, and not ours to touch: the next name.
                continue;
            }
        }
        throw new IOException("the folder is full of part files of that name; delete some");
    }

    private static Optional<RawPart> reopened(Mark earlier) {
        try {
            if (!earlier.equals(mark(earlier.path))) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(earlier.path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            channel.truncate(0);
            return Optional.of(new RawPart(earlier.path, channel));
        } catch (IOException e) {
            EngineLog.mishap(() -> "an earlier part file can't be used again: " + Reason.of(e));
            return Optional.empty();
        }
    }

    private static Mark mark(Path path) throws IOException {
        return new Mark(
                path,
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey());
    }

    static String name(String target, int number) {
        String suffix = (number == 0 ? "" : "." + number) + SUFFIX;
        String stem = target;
        while (octets(stem) + octets(suffix) + 1 > SafePath.COMPONENT_OCTETS) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return "." + stem + suffix;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Appends all of a buffer. */
    void write(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    /**
     * Makes it safe on the disk and gives it its final name, or the next free one; the name is returned. Where the same
     * content stands under one of these it is that one's, and what came goes.
     */
    Path publish(Path target) throws IOException {
        channel.close();
        Optional<Path> twin = Twins.of(target, path);
        if (twin.isPresent()) {
            Files.delete(path);
        }
        Path published = twin.isPresent() ? twin.get() : AtomicFiles.publish(path, target);
        isPublished = true;
        return published;
    }

    /**
     * Lets go of it. An empty one goes, since nothing is lost with it.
     *
     * @return what it is known by, if it is still there
     */
    Optional<Mark> release() throws IOException {
        if (!channel.isOpen()) {
            return isPublished || Files.notExists(path) ? Optional.empty() : Optional.of(mark(path));
        }
        boolean isEmpty = channel.size() == 0;
        channel.close();
        if (isEmpty) {
            Files.deleteIfExists(path);
            return Optional.empty();
        }
        return Optional.of(mark(path));
    }

    @Override
    public void close() throws IOException {
        release();
    }
}
