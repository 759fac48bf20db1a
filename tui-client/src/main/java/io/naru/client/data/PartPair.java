package io.naru.client.data;

import io.naru.client.agent.EngineLog;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.SafePath;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.Sha256;
import io.naru.common.message.FileVersion;
import io.naru.common.wire.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * A part file and its map, on the disk. The map is locked, so that no second program or transfer works on them.
 *
 * <p>Threading: {@link #write} by any thread, the rest by one at a time.
 */
final class PartPair implements Closeable {
    private static final String PART = ".naru-part";
    private static final String MAP = ".naru-chunks";
    private static final int NUMBERS_MAX = 9999;

    /** So many part files of one name may be left behind by contents that their owners have changed. */
    static final int LEFT_MAX = 4;

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<OpenOption> AGAIN =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final PartFile.Mark mark;
    private final FileChannel channel;
    private final ChunkMap map;

    private PartPair(PartFile.Mark mark, FileChannel channel, ChunkMap map) {
        this.mark = mark;
        this.channel = channel;
        this.map = map;
    }

    /** A new one, beside all that are there. */
    static PartPair create(Path target, FileVersion version) throws IOException {
        return create(target, version, NUMBERS_MAX)
                .orElseThrow(() -> new IOException("the folder is full of part files of that name; delete some"));
    }

    /**
     * What an earlier try has left, or a new one if that is of another content, is gone, or is somebody else's. Nothing is
     * taken from the earlier one then: what came of a content that its owner has overwritten can't be had again.
     *
     * @throws PartFileException if its owner has changed it too often for that
     */
    static PartPair goOn(PartFile.Mark earlier, Path target, FileFacts facts) throws IOException {
        Optional<PartPair> again = reopen(earlier, facts);
        if (again.isPresent()) {
            return again.get();
        }
        return create(target, facts.version(), LEFT_MAX)
                .orElseThrow(() -> new PartFileException(
                        "It has changed again and again while it came, and what came each time is in "
                                + target.getParent() + " as "
                                + sibling(target, 0, PART).getFileName()
                                + " and the like. Delete what you don't need of it, and retry.",
                        new IOException("too many part files")));
    }

    private static Optional<PartPair> create(Path target, FileVersion version, int numbersMax) throws IOException {
        for (int number = 0; number <= numbersMax; number++) {
            Path part = sibling(target, number, PART);
            FileChannel channel;
            try {
                channel = FileChannel.open(part, NEW);
            } catch (FileAlreadyExistsException e) {
                // Somebody's, and not ours to touch: the next name.
                continue;
            }
            try {
                return Optional.of(new PartPair(mark(part), channel, freshMap(mapOf(part), version)));
            } catch (IOException e) {
                channel.close();
                Files.deleteIfExists(part);
                if (!(e instanceof FileAlreadyExistsException)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    private static ChunkMap freshMap(Path path, FileVersion version) throws IOException {
        FileChannel channel = FileChannel.open(path, NEW);
        try {
            isLocked(channel);
            return ChunkMap.begin(path, channel, version);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** What an earlier try has left, if it is still that and nobody works on it. */
    private static Optional<PartPair> reopen(PartFile.Mark earlier, FileFacts facts) {
        try {
            if (!earlier.equals(mark(earlier.path()))) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(earlier.path(), AGAIN);
            try {
                Optional<ChunkMap> map = mapAgain(earlier.path(), channel, facts);
                if (map.isPresent()) {
                    return Optional.of(new PartPair(earlier, channel, map.get()));
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            EngineLog.mishap(() -> "an earlier part file can't be used again: " + e);
            return Optional.empty();
        }
    }

    private static Optional<ChunkMap> mapAgain(Path part, FileChannel content, FileFacts facts) throws IOException {
        Path path = mapOf(part);
        FileChannel channel;
        try {
            channel = FileChannel.open(path, AGAIN);
        } catch (NoSuchFileException e) {
            return isWorthKeeping(content, facts) ? Optional.empty() : Optional.of(fresh(path, content, facts));
        }
        Optional<ChunkMap> map = Optional.empty();
        try {
            map = isLocked(channel) ? locked(path, channel, content, facts) : Optional.empty();
        } finally {
            if (map.isEmpty()) {
                channel.close();
            }
        }
        return map;
    }

    private static Optional<ChunkMap> locked(Path path, FileChannel channel, FileChannel content, FileFacts facts)
            throws IOException {
        return switch (ChunkMap.standing(channel, facts.version())) {
            case SAME -> Optional.of(ChunkMap.resume(path, channel, facts.version()));
            case OTHER ->
                content.size() > 0 ? Optional.empty() : Optional.of(ChunkMap.begin(path, channel, facts.version()));
            case DAMAGED ->
                isWorthKeeping(content, facts)
                        ? Optional.empty()
                        : Optional.of(noted(ChunkMap.begin(path, channel, facts.version()), content, facts));
        };
    }

    /** Whether there are octets of which nobody can tell what they are worth, since the map is lost and no hash known. */
    private static boolean isWorthKeeping(FileChannel content, FileFacts facts) throws IOException {
        return content.size() > 0 && facts.hashes().isEmpty();
    }

    private static ChunkMap fresh(Path path, FileChannel content, FileFacts facts) throws IOException {
        ChunkMap map = freshMap(path, facts.version());
        try {
            return noted(map, content, facts);
        } catch (IOException e) {
            map.close();
            throw e;
        }
    }

    /** Notes all that may be there; what isn't is struck off when it is hashed. */
    private static ChunkMap noted(ChunkMap map, FileChannel content, FileFacts facts) throws IOException {
        Chunks chunks = facts.chunks();
        long octets = content.size();
        for (int chunk = 0; chunk < chunks.count() && chunks.start(chunk) + chunks.length(chunk) <= octets; chunk++) {
            if (facts.hashes().isPresent()) {
                map.put(chunk, facts.hashes().get().hash(chunk));
            }
        }
        return map;
    }

    static long notedOctets(PartFile.Mark earlier) {
        try {
            return earlier.equals(mark(earlier.path())) ? ChunkMap.notedOctets(mapOf(earlier.path())) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Writes a small file that is whole to a part file of its own, and publishes that. */
    static Path keep(Path target, ByteBuffer content) throws IOException {
        for (int number = 0; number <= NUMBERS_MAX; number++) {
            Path part = sibling(target, number, PART);
            try (FileChannel channel = FileChannel.open(part, NEW)) {
                writeAll(channel, content, 0);
            } catch (FileAlreadyExistsException e) {
                // Somebody's, and not ours to touch: the next name.
                continue;
            } catch (IOException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            return AtomicFiles.publish(part, target);
        }
        throw new IOException("the folder is full of part files of that name; delete some");
    }

    PartFile.Mark mark() {
        return mark;
    }

    ChunkMap map() {
        return map;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void write(ByteBuffer octets, long position) throws IOException {
        writeAll(channel, octets, position);
    }

    private static void writeAll(FileChannel channel, ByteBuffer octets, long position) throws IOException {
        long at = position;
        while (octets.hasRemaining()) {
            at += channel.write(octets, at);
        }
    }

    /** The chunks of which the map says that they are there, and which really are. The others are struck off the map. */
    BitSet verified(FileFacts facts, PartFile.Recheck recheck) throws IOException {
        Chunks chunks = facts.chunks();
        BitSet verified = new BitSet();
        ByteBuffer buffer = ByteBuffer.allocateDirect(Limits.PIECE_OCTETS);
        boolean goesOn = true;
        for (int chunk = 0; chunk < chunks.count() && goesOn; chunk++) {
            Optional<byte[]> noted = map.hash(chunk);
            if (noted.isEmpty()) {
                continue;
            }
            byte[] hash = noted.get();
            boolean isWanted = facts.hashes().isEmpty() || facts.hashes().get().matches(chunk, hash);
            if (isWanted && Arrays.equals(hash, hashOnDisk(chunks, chunk, buffer))) {
                verified.set(chunk);
            } else {
                map.remove(chunk);
            }
            goesOn = recheck.onOctets(chunks.length(chunk));
        }
        return verified;
    }

    private byte[] hashOnDisk(Chunks chunks, int chunk, ByteBuffer buffer) throws IOException {
        MessageDigest digest = Sha256.digest();
        long position = chunks.start(chunk);
        long end = position + chunks.length(chunk);
        while (position < end) {
            int count = channel.read(buffer.clear().limit((int) Math.min(buffer.capacity(), end - position)), position);
            if (count < 0) {
                break;
            }
            digest.update(buffer.flip());
            position += count;
        }
        return digest.digest();
    }

    /** Makes sure that nobody has put another file in its place, or cut it. */
    void checkUntouched(long octets) throws IOException {
        if (!mark.equals(mark(mark.path())) || channel.size() != octets) {
            throw new IOException("somebody has changed its part file");
        }
    }

    void deleteMap() throws IOException {
        close();
        Files.deleteIfExists(map.path());
    }

    void delete() throws IOException {
        close();
        if (Files.exists(mark.path(), LinkOption.NOFOLLOW_LINKS) && mark.equals(mark(mark.path()))) {
            Files.delete(mark.path());
        }
        Files.deleteIfExists(map.path());
    }

    @Override
    public void close() throws IOException {
        try (map) {
            channel.close();
        }
    }

    private static PartFile.Mark mark(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return new PartFile.Mark(path, String.valueOf(key));
    }

    private static Path mapOf(Path part) {
        String name = part.getFileName().toString();
        return part.resolveSibling(name.substring(0, name.length() - PART.length()) + MAP);
    }

    static Path sibling(Path target, int number, String kind) {
        String suffix = (number == 0 ? "" : "." + number);
        String stem = target.getFileName().toString();
        while (octets(stem) + octets(suffix) + MAP.length() + 1 > SafePath.COMPONENT_OCTETS) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return target.resolveSibling("." + stem + suffix + kind);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
