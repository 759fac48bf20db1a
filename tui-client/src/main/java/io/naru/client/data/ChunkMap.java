package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.FileVersion;
import io.naru.common.message.RootHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The small file beside a part file that says which chunks were verified, and by which hashes. It is never believed
 * alone: what it says is compared with the octets of the part file when a download is resumed.
 *
 * <pre>
 *      0  "naru chunks 1" LF 0 0
 *     16  size of the file, 8 octets          24  when its owner's was changed, 8 octets
 *     32  root, or 32 zeros                   64  for each chunk its hash, or 32 zeros
 * </pre>
 *
 * <p>Threading: one thread at a time.
 */
final class ChunkMap implements Closeable {
    private static final byte[] MARK = "naru chunks 1\n\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_OCTETS = 64;

    /** What a file that somebody has damaged may say at most. */
    private static final long MILLIS_MAX = (1L << 53) - 1;

    private static final byte[] NONE = new byte[ChunkHashes.HASH_OCTETS];

    private final Path path;
    private final FileChannel channel;
    private final byte[] hashes;

    private ChunkMap(Path path, FileChannel channel, byte[] hashes) {
        this.path = path;
        this.channel = channel;
        this.hashes = hashes;
    }

    /** A map of a file of which nothing has come; whatever the channel held is gone. */
    static ChunkMap begin(Path path, FileChannel channel, FileVersion version) throws IOException {
        channel.truncate(0);
        ByteBuffer head = ByteBuffer.allocate(HEAD_OCTETS).put(MARK);
        head.putLong(version.octets()).putLong(version.modifiedMillis());
        head.put(version.root().map(root -> HexFormat.of().parseHex(root.hex())).orElse(NONE));
        write(channel, head.flip(), 0);
        channel.force(true);
        return new ChunkMap(path, channel, new byte[hashesOctets(version)]);
    }

    /** What a channel holds. */
    enum Standing {
        /** A map of the same content. */
        SAME,
        /** A map of another content, which may still be worth something to the user. */
        OTHER,
        /** Nothing that can be read. */
        DAMAGED
    }

    /** What a channel holds, as seen from a content. */
    static Standing standing(FileChannel channel, FileVersion version) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_OCTETS);
        read(channel, head, 0);
        head.flip();
        byte[] mark = new byte[Math.min(MARK.length, head.remaining())];
        head.get(mark);
        if (head.limit() < HEAD_OCTETS || !Arrays.equals(mark, MARK)) {
            return Standing.DAMAGED;
        }
        return isOf(head, version) ? Standing.SAME : Standing.OTHER;
    }

    /** The map that a channel holds, which is one of the same content. */
    static ChunkMap resume(Path path, FileChannel channel, FileVersion version) throws IOException {
        byte[] hashes = new byte[hashesOctets(version)];
        read(channel, ByteBuffer.wrap(hashes), HEAD_OCTETS);
        return new ChunkMap(path, channel, hashes);
    }

    /** The octets of all chunks that a map notes, as far as it can be read. */
    static long notedOctets(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD_OCTETS);
            read(channel, head, 0);
            long octets = head.position() == HEAD_OCTETS ? head.getLong(MARK.length) : -1;
            if (octets < 0 || octets > Chunks.FILE_OCTETS_MAX) {
                return 0;
            }
            Chunks chunks = new Chunks(octets);
            byte[] hashes = new byte[chunks.count() * ChunkHashes.HASH_OCTETS];
            read(channel, ByteBuffer.wrap(hashes), HEAD_OCTETS);
            ChunkMap map = new ChunkMap(path, channel, hashes);
            return IntStream.range(0, chunks.count())
                    .filter(chunk -> map.hash(chunk).isPresent())
                    .mapToLong(chunks::length)
                    .sum();
        }
    }

    private static boolean isOf(ByteBuffer head, FileVersion version) {
        long octets = head.getLong();
        long modifiedMillis = head.getLong();
        byte[] root = new byte[ChunkHashes.HASH_OCTETS];
        head.get(root);
        if (octets != version.octets() || modifiedMillis < 0) {
            return false;
        }
        Optional<RootHash> known = Arrays.equals(root, NONE)
                ? Optional.empty()
                : Optional.of(new RootHash(HexFormat.of().formatHex(root)));
        return new FileVersion(octets, Math.min(modifiedMillis, MILLIS_MAX), known).isSameContent(version);
    }

    private static int hashesOctets(FileVersion version) {
        return new Chunks(version.octets()).count() * ChunkHashes.HASH_OCTETS;
    }

    /** The hash that was noted for a chunk; empty if none was. */
    Optional<byte[]> hash(int chunk) {
        int from = chunk * ChunkHashes.HASH_OCTETS;
        byte[] hash = Arrays.copyOfRange(hashes, from, from + ChunkHashes.HASH_OCTETS);
        return Arrays.equals(hash, NONE) ? Optional.empty() : Optional.of(hash);
    }

    /** Notes the hash of a chunk whose octets are in the part file. */
    void put(int chunk, byte[] hash) throws IOException {
        int from = chunk * ChunkHashes.HASH_OCTETS;
        if (Arrays.equals(hashes, from, from + ChunkHashes.HASH_OCTETS, hash, 0, hash.length)) {
            return;
        }
        System.arraycopy(hash, 0, hashes, from, ChunkHashes.HASH_OCTETS);
        write(channel, ByteBuffer.wrap(hash), HEAD_OCTETS + (long) from);
    }

    /** Notes that a chunk isn't there. */
    void remove(int chunk) throws IOException {
        put(chunk, NONE);
    }

    /** Whether no chunk is noted. */
    boolean isEmpty() {
        return IntStream.range(0, hashes.length / ChunkHashes.HASH_OCTETS)
                .allMatch(chunk -> hash(chunk).isEmpty());
    }

    /** All hashes; of use when there are none missing. */
    byte[] hashes() {
        return hashes.clone();
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void write(FileChannel channel, ByteBuffer octets, long position) throws IOException {
        long at = position;
        while (octets.hasRemaining()) {
            at += channel.write(octets, at);
        }
    }

    private static void read(FileChannel channel, ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                return;
            }
            at += count;
        }
    }
}
