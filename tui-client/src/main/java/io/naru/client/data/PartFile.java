package io.naru.client.data;

import io.naru.client.agent.Reason;
import io.naru.common.file.AtomicFiles;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.RootHash;
import io.naru.common.text.OctetText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private static final int LOCKS = 16;

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

    /** Of each chunk that is being fetched, the line whose octets are kept. */
    private final Map<Integer, Object> writers = new HashMap<>();

    /** Held while octets of a chunk are written, so that no other line begins with it meanwhile; taken before this. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private PartFile(Path target, FileFacts facts, PartPair pair, BitSet verified) {
        this.target = target;
        this.facts = facts;
        this.pair = pair;
        this.verified = verified;
    }

    /**
     * Opens the part file of an earlier try of the same download, or makes a new one beside it if what is to come has
     * changed. Folders that are missing are made.
     *
     * @param target the name that the file should have, and the folder that the user chose
     * @param facts what is to come; with hashes, what is there is compared with them
     * @param earlier the one of an earlier try, as {@link #mark} told it
     * @throws PartFileException if there can't be one; a sentence
     */
    public static PartFile open(Destination target, FileFacts facts, Optional<Mark> earlier, Recheck recheck)
            throws PartFileException {
        try {
            target.makeFolders();
            PartPair pair = earlier.isPresent()
                    ? PartPair.goOn(earlier.get(), target.file(), facts)
                    : PartPair.create(target.file(), facts.version());
            try {
                return new PartFile(target.file(), facts, pair, pair.verified(facts, recheck));
            } catch (IOException e) {
                pair.close();
                throw e;
            }
        } catch (IOException e) {
            throw PartFaults.of(target.folder(), e);
        }
    }

    /**
     * Looks whether there is room for what is to come.
     *
     * @param octets that aren't there yet
     * @throws PartFileException if there isn't; a sentence with both sizes
     */
    public static void checkRoom(Destination target, long octets) throws PartFileException {
        Path folder = target.folder();
        try {
            target.makeFolders();
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            // Some network file systems don't tell, and say that they have nothing at all.
            if (store.getTotalSpace() > 0 && free < octets) {
                throw new PartFileException(
                        "There is no room for it in " + folder + ": it takes " + OctetText.of(octets, free) + ", and "
                                + OctetText.of(free, octets) + " are free.",
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
    public static Path keep(Destination target, ByteBuffer content) throws PartFileException {
        try {
            target.makeFolders();
            return PartPair.keep(target.file(), content);
        } catch (IOException e) {
            throw PartFaults.of(target.folder(), e);
        }
    }

    /** The name under which a small file that came whole stands already, its own or a numbered one. */
    public static Optional<Path> twin(Destination target, ByteBuffer content) throws PartFileException {
        try {
            return Twins.of(target.file(), content);
        } catch (IOException e) {
            throw PartFaults.of(target.folder(), e);
        }
    }

    /**
     * How many octets of an earlier try are said to be there. That is for showing: nothing is hashed.
     *
     * @return 0 if it can't be told
     */
    public static long notedOctets(Mark earlier) {
        return PartPair.notedOctets(earlier);
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

    /**
     * A line begins with a chunk, and is the only one whose octets of it are kept from now on, until another one begins
     * with it: two lines may have been asked for the same chunk, since one was slow, and what the slow one sends at last
     * mustn't lie over what was verified.
     */
    void begin(Object line, int chunk) {
        synchronized (lock(chunk)) {
            synchronized (this) {
                writers.put(chunk, line);
            }
        }
    }

    /** Puts some octets of a chunk where they belong; they count only when the chunk is verified. */
    void write(Object line, int chunk, ByteBuffer octets, long position) throws PartFileException {
        synchronized (lock(chunk)) {
            if (!isKept(line, chunk)) {
                return;
            }
            try {
                pair.write(octets, position);
            } catch (IOException e) {
                throw PartFaults.of(target.getParent(), e);
            }
        }
    }

    private Object lock(int chunk) {
        return locks[chunk % locks.length];
    }

    private synchronized boolean isKept(Object line, int chunk) {
        return writers.get(chunk) == line && !verified.get(chunk);
    }

    /**
     * A chunk was written, and should have this hash. That is noted before it is verified: a program that is killed in
     * between finds the chunk and verifies it when it goes on.
     */
    synchronized void onWritten(Object line, int chunk, byte[] hash) throws PartFileException {
        if (isKept(line, chunk)) {
            note(chunk, hash);
        }
    }

    /**
     * What a line has sent of a chunk has this hash, which is the right one.
     *
     * @return whether the chunk is there now; false if another line has begun with it meanwhile
     */
    synchronized boolean onVerified(Object line, int chunk, byte[] hash) throws PartFileException {
        if (isKept(line, chunk)) {
            note(chunk, hash);
            verified.set(chunk);
            writers.remove(chunk);
        }
        return verified.get(chunk);
    }

    /** What a line has sent of a chunk is wrong, or isn't all of it. */
    synchronized void onBad(Object line, int chunk) throws PartFileException {
        if (isKept(line, chunk)) {
            note(chunk, new byte[ChunkHashes.HASH_OCTETS]);
            writers.remove(chunk);
        }
    }

    private void note(int chunk, byte[] hash) throws PartFileException {
        try {
            pair.map().put(chunk, hash);
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

    /**
     * The name under which the same content stands already, the target's or a numbered one.
     *
     * @throws PartFileException if what came can't be read
     * @throws IllegalStateException if chunks are missing
     */
    public synchronized Optional<Path> twin() throws PartFileException {
        if (!isComplete()) {
            throw new IllegalStateException("chunks are missing");
        }
        try {
            pair.checkUntouched(facts.version().octets());
            return Twins.of(target, pair.mark().path());
        } catch (IOException e) {
            throw PartFaults.of(target.getParent(), e);
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
            // What is noted and wasn't looked at again yet, since that was broken off, is worth keeping.
            if (pair.isOpen() && verified.isEmpty() && pair.map().isEmpty()) {
                pair.delete();
            } else {
                pair.close();
            }
        } catch (IOException e) {
            throw PartFaults.of(target.getParent(), e);
        }
    }
}
