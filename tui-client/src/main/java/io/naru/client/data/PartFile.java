package io.naru.client.data;

import io.naru.client.agent.Reason;
import io.naru.common.file.AtomicFiles;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.RootHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/**
 * The hidden file that a download grows in, {@code .NAME.naru-part} beside its target, and beside that
 * {@code .NAME.naru-chunks}, which says what of it was verified. Chunks come in any order and lie where they belong, so
 * that a finished part file is the file. Both are made anew under names that nobody has, so another program's, or
 * another transfer's, are never touched.
 *
 * <p>When a download is resumed, each chunk that is said to be verified is hashed again: what never reached the disk,
 * or was changed since, is fetched again, and nothing else is.
 *
 * <p>Threading: any thread; {@link #publish}, {@link #discard} and {@link #close} when nobody writes any more.
 */
public final class PartFile implements Closeable {
    /**
     * Which part file it was.
     *
     * @param path where
     * @param fileKey what the file system knows it by
     */
    public record Mark(Path path, String fileKey) {}

    /** What is told while a part file is hashed again. */
    @FunctionalInterface
    public interface Recheck {
        /** So many octets of what was there were looked at; false if there is no need to go on. */
        boolean onOctets(long octets);
    }

    private final Path target;
    private final FileFacts facts;
    private final PartPair pair;
    private final BitSet verified;

    private PartFile(Path target, FileFacts facts, PartPair pair, BitSet verified) {
        this.target = target;
        this.facts = facts;
        this.pair = pair;
        this.verified = verified;
    }

    /**
     * Opens the part file of an earlier try of the same download, or makes a new one. Folders that are missing are
     * made.
     *
     * @param target the name that the file should have
     * @param facts what is to come; with hashes, what is there is compared with them
     * @param earlier the one of an earlier try, as {@link #mark} told it; begun again if what is to come has changed
     * @throws PartFileException if there can't be one; a sentence
     */
    public static PartFile open(Path target, FileFacts facts, Optional<Mark> earlier, Recheck recheck)
            throws PartFileException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            createFolders(folder);
            Optional<PartPair> again = earlier.isPresent() ? PartPair.reopen(earlier.get(), facts) : Optional.empty();
            PartPair pair = again.isPresent() ? again.get() : PartPair.create(target.toAbsolutePath(), facts.version());
            try {
                return new PartFile(target.toAbsolutePath(), facts, pair, pair.verified(facts, recheck));
            } catch (IOException e) {
                pair.close();
                throw e;
            }
        } catch (IOException e) {
            throw PartFaults.of(folder, e);
        }
    }

    /**
     * Looks whether there is room for what is to come.
     *
     * @param octets that aren't there yet
     * @throws PartFileException if there isn't; a sentence with both sizes
     */
    public static void checkRoom(Path target, long octets) throws PartFileException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            createFolders(folder);
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            // Some network file systems don't tell, and say that they have nothing at all.
            if (store.getTotalSpace() > 0 && free < octets) {
                throw new PartFileException(
                        "There is no room for it in " + folder + ": it takes " + octets + " octets, and " + free
                                + " are free.",
                        new IOException("no space left on device"));
            }
        } catch (IOException e) {
            throw PartFaults.of(folder, e);
        }
    }

    /**
     * Keeps a small file that came whole: under the target's name or the next free one, safe on the disk.
     *
     * @return the name that it has
     */
    public static Path keep(Path target, ByteBuffer content) throws PartFileException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            createFolders(folder);
            return PartPair.keep(target.toAbsolutePath(), content);
        } catch (IOException e) {
            throw PartFaults.of(folder, e);
        }
    }

    private static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** How the file is cut. */
    public Chunks chunks() {
        return facts.chunks();
    }

    /** By what to find it again. */
    public Mark mark() {
        return pair.mark();
    }

    /** Which chunks are there; a copy. */
    public synchronized BitSet verified() {
        return (BitSet) verified.clone();
    }

    /** How many octets are there and verified. */
    public synchronized long verifiedOctets() {
        Chunks chunks = facts.chunks();
        int last = chunks.count() - 1;
        boolean hasLast = last >= 0 && verified.get(last);
        long others = verified.cardinality() - (hasLast ? 1L : 0L);
        return others * chunks.octets() + (hasLast ? chunks.length(last) : 0);
    }

    /** Whether every chunk is there. */
    public synchronized boolean isComplete() {
        return verified.cardinality() == facts.chunks().count();
    }

    /** Puts some octets where they belong; they count only when their chunk is verified. */
    void write(ByteBuffer octets, long position) throws PartFileException {
        try {
            pair.write(octets, position);
        } catch (IOException e) {
            throw PartFaults.of(target.getParent(), e);
        }
    }

    /** A chunk is there, and this is its hash. */
    synchronized void onVerified(int chunk, byte[] hash) throws PartFileException {
        try {
            pair.map().put(chunk, hash);
            verified.set(chunk);
        } catch (IOException e) {
            throw PartFaults.of(target.getParent(), e);
        }
    }

    /**
     * What stands for the content.
     *
     * @throws IllegalStateException if chunks are missing
     */
    public synchronized RootHash root() {
        if (!isComplete()) {
            throw new IllegalStateException("chunks are missing");
        }
        return ChunkHashes.of(facts.chunks(), pair.map().hashes()).root();
    }

    /**
     * Makes the finished file safe on the disk and gives it the target's name, or the next free one.
     *
     * @return the name that it has
     * @throws PartFileException if that can't be done; what came is still there then
     * @throws IllegalStateException if chunks are missing
     */
    public synchronized Path publish() throws PartFileException {
        if (!isComplete()) {
            throw new IllegalStateException("chunks are missing");
        }
        try {
            pair.checkUntouched(facts.version().octets());
            Path published = AtomicFiles.publish(pair.mark().path(), target);
            pair.deleteMap();
            return published;
        } catch (IOException e) {
            throw new PartFileException("The file came whole, but " + Reason.of(e) + ".", e);
        }
    }

    /** Deletes what came. */
    public synchronized void discard() throws PartFileException {
        try {
            pair.delete();
        } catch (IOException e) {
            throw PartFaults.of(target.getParent(), e);
        }
    }

    /** Lets go of it. What came stays, unless that is nothing. */
    @Override
    public synchronized void close() throws PartFileException {
        try {
            if (pair.isOpen() && verified.isEmpty()) {
                pair.delete();
            } else {
                pair.close();
            }
        } catch (IOException e) {
            throw PartFaults.of(target.getParent(), e);
        }
    }
}
