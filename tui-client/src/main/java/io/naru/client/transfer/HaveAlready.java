package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.data.Destination;
import io.naru.client.data.Twins;
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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * Looks whether a file is on this machine already, by its content: under the name that it is to have, or elsewhere among
 * what this user shares or has fetched. What is elsewhere is copied, since a link would make two names of one file.
 *
 * <p>Threading: one thread; blocks.
 */
final class HaveAlready {
    static final String HERE = "It was here already.";

    private static final int BUFFER_OCTETS = 256 << 10;

    private final BooleanSupplier isStopped;
    private long hashedOctets;

    /** Asks now and then whether looking is still of use. */
    HaveAlready(BooleanSupplier isStopped) {
        this.isStopped = isStopped;
    }

    /**
     * What is looked for.
     *
     * @param target where it is to be
     * @param octets its size, where known
     * @param root of its content
     */
    record Sought(Destination target, OptionalLong octets, RootHash root) {
        private Path file() {
            return target.file();
        }

        private boolean canHave(long size) {
            return octets.isEmpty() || octets.getAsLong() == size;
        }
    }

    /** How many octets were read so far. */
    long hashedOctets() {
        return hashedOctets;
    }

    /**
     * How it came to be in the target's folder; empty if it has to be fetched.
     *
     * @param fetched where files with its content may be; each is hashed before it is believed
     * @param elsewhere knows where else they may be; asked when that is all that is left
     */
    Optional<Fate.Done> find(Sought sought, List<Path> fetched, KnownFiles elsewhere) {
        try {
            Optional<Path> there = there(sought);
            if (there.isPresent()) {
                return Optional.of(new Fate.Done(there.get(), HERE));
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "it can't be told whether a file is here already: " + e);
        }
        return copy(sought, fetched, elsewhere)
                .map(path -> new Fate.Done(path, "You had it already; it was copied from there."));
    }

    /** Where it was copied to from where it was besides; empty if it wasn't found. As {@link #find}. */
    Optional<Path> copy(Sought sought, List<Path> fetched, KnownFiles elsewhere) {
        try {
            Optional<Path> copied = firstCopied(fetched, sought);
            return copied.isPresent() || sought.octets.isEmpty()
                    ? copied
                    : firstCopied(elsewhere.with(sought.root, sought.octets.getAsLong()), sought);
        } catch (IOException e) {
            EngineLog.mishap(() -> "what is here already can't be copied: " + e);
            return Optional.empty();
        }
    }

    /** Whether a file of that size stands there; what is in it isn't looked at. */
    static boolean isFile(Path path, OptionalLong octets) {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return there.isRegularFile() && (octets.isEmpty() || octets.getAsLong() == there.size());
        } catch (IOException e) {
            return false;
        }
    }

    /** One that can't be read is no reason not to look at the others. */
    private Optional<Path> firstCopied(List<Path> candidates, Sought sought) throws IOException {
        for (Path candidate : candidates) {
            if (Files.isReadable(candidate)) {
                Optional<Path> copied = copied(candidate, sought);
                if (copied.isPresent()) {
                    return copied;
                }
            }
        }
        return Optional.empty();
    }

    /** The names that it can have under which a file of its size stands: the target's, and numbered ones. */
    static List<Path> candidates(Path target, OptionalLong octets) {
        return octets.isPresent()
                ? Twins.ofSize(target, octets.getAsLong())
                : AtomicFiles.taken(target, Twins.NAMES_MAX).stream()
                        .filter(name -> isFile(name, octets))
                        .toList();
    }

    /** How large a file is; 0 if that can't be told. */
    static long octets(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            EngineLog.mishap(() -> "it can't be told how large a file is that is here: " + e);
            return 0;
        }
    }

    /**
     * Where it stands by its content: where it is to be, or beside that under a numbered name, since something else had
     * that name when it came.
     */
    Optional<Path> there(Sought sought) throws IOException {
        for (Path candidate : candidates(sought.file(), sought.octets)) {
            if (Files.isReadable(candidate) && isSame(candidate, sought)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isSame(Path candidate, Sought sought) throws IOException {
        try (FileChannel content = FileChannel.open(candidate, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long octets = content.size();
            return sought.canHave(octets) && sought.root.equals(read(content, octets, Optional.empty()));
        }
    }

    private Optional<Path> copied(Path from, Sought sought) throws IOException {
        if (!isFile(from, sought.octets) || from.equals(sought.file())) {
            return Optional.empty();
        }
        sought.target.makeFolders();
        Path part = sought.file()
                .resolveSibling(
                        ".naru-copy-%016x".formatted(ThreadLocalRandom.current().nextLong()));
        boolean isPublished = false;
        try {
            if (!isCopied(from, part, sought)) {
                return Optional.empty();
            }
            Path published = AtomicFiles.publish(part, sought.file());
            isPublished = true;
            return Optional.of(published);
        } finally {
            if (!isPublished) {
                Files.deleteIfExists(part);
            }
        }
    }

    private boolean isCopied(Path from, Path part, Sought sought) throws IOException {
        try (FileChannel content = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel copy =
                        FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            long octets = content.size();
            return sought.canHave(octets) && sought.root.equals(read(content, octets, Optional.of(copy)));
        }
    }

    /** The root of what is read, copied on the way; null if it has another length than it began with, or it is called off. */
    private RootHash read(FileChannel content, long octets, Optional<FileChannel> copy) throws IOException {
        if (octets > Chunks.FILE_OCTETS_MAX) {
            return null;
        }
        FileHasher hasher = new FileHasher(new Chunks(octets));
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
        long left = octets;
        while (left > 0) {
            int count = content.read(buffer.clear().limit((int) Math.min(buffer.capacity(), left)));
            if (count < 0 || isStopped.getAsBoolean()) {
                return null;
            }
            left -= count;
            hashedOctets += count;
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
