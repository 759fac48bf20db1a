package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.event.DownloadOrder;
import io.naru.common.file.AtomicFiles;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.RootHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks whether a file is on this machine already, by its content: under the name that it is to have, or elsewhere among
 * what this user shares or has fetched. What is elsewhere is copied, since a link would make two names of one file.
 *
 * <p>Threading: stateless. Blocks.
 */
final class HaveAlready {
    private static final int BUFFER_OCTETS = 256 << 10;

    private HaveAlready() {}

    /**
     * How it came to be in the target's folder; empty if it has to be fetched.
     *
     * @param fetched where files with its content may be; each is hashed before it is believed
     * @param elsewhere knows where else they may be; asked when that is all that is left
     */
    static Optional<Fate.Done> find(Path target, DownloadOrder wanted, List<Path> fetched, KnownFiles elsewhere) {
        RootHash root = wanted.root().orElseThrow();
        try {
            if (isIt(target, wanted, root)) {
                return Optional.of(new Fate.Done(target, "It was here already."));
            }
            Optional<Path> copied = firstCopied(fetched, target, wanted);
            if (copied.isEmpty() && wanted.octets().isPresent()) {
                List<Path> others = elsewhere.with(root, wanted.octets().getAsLong());
                copied = firstCopied(others, target, wanted);
            }
            return copied.map(path -> new Fate.Done(path, "You had it already; it was copied from there."));
        } catch (IOException e) {
            EngineLog.mishap(() -> "it can't be told whether a file is here already: " + e);
        }
        return Optional.empty();
    }

    /** One that can't be read is no reason not to look at the others. */
    private static Optional<Path> firstCopied(List<Path> candidates, Path target, DownloadOrder wanted)
            throws IOException {
        for (Path candidate : candidates) {
            if (Files.isReadable(candidate)) {
                Optional<Path> copied =
                        copied(candidate, target, wanted, wanted.root().orElseThrow());
                if (copied.isPresent()) {
                    return copied;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isIt(Path file, DownloadOrder wanted, RootHash root) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long octets = content.size();
            boolean canBe = wanted.octets().isEmpty() || wanted.octets().getAsLong() == octets;
            return canBe && root.equals(read(content, octets, Optional.empty()));
        }
    }

    private static Optional<Path> copied(Path from, Path target, DownloadOrder wanted, RootHash root)
            throws IOException {
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) || from.equals(target)) {
            return Optional.empty();
        }
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(
                ".naru-copy-%016x".formatted(ThreadLocalRandom.current().nextLong()));
        boolean isRight = false;
        boolean isPublished = false;
        try (FileChannel content = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel copy =
                        FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            long octets = content.size();
            boolean canBe = wanted.octets().isEmpty() || wanted.octets().getAsLong() == octets;
            isRight = canBe && root.equals(read(content, octets, Optional.of(copy)));
        } finally {
            if (!isRight) {
                Files.deleteIfExists(part);
            }
        }
        if (!isRight) {
            return Optional.empty();
        }
        try {
            Path published = AtomicFiles.publish(part, target);
            isPublished = true;
            return Optional.of(published);
        } finally {
            if (!isPublished) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** The root of what is read, copied on the way; null if it has another length than it began with. */
    private static RootHash read(FileChannel content, long octets, Optional<FileChannel> copy) throws IOException {
        if (octets > Chunks.FILE_OCTETS_MAX) {
            return null;
        }
        FileHasher hasher = new FileHasher(new Chunks(octets));
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
        long left = octets;
        while (left > 0) {
            int count = content.read(buffer.clear().limit((int) Math.min(buffer.capacity(), left)));
            if (count < 0) {
                return null;
            }
            left -= count;
            hasher.update(buffer.flip());
            if (copy.isPresent()) {
                buffer.rewind();
                while (buffer.hasRemaining()) {
                    copy.get().write(buffer);
                }
            }
        }
        return hasher.hashes().root();
    }
}
