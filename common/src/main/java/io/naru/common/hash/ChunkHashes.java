package io.naru.common.hash;

import io.naru.common.message.RootHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The manifest of a file: its size and the hash of each of its chunks. The root is the hash of all that, so who knows
 * the root can tell whether a manifest is the right one, and then of each chunk.
 *
 * <pre>
 *   root = SHA-256( "naru root 1" LF  size, 8 octets, big-endian  hash of chunk 0  hash of chunk 1  … )
 * </pre>
 *
 * <p>Threading: immutable.
 */
public final class ChunkHashes {
    /** Of one hash: SHA-256's. */
    public static final int HASH_OCTETS = 32;

    private static final byte[] MARK = "naru root 1\n".getBytes(StandardCharsets.US_ASCII);

    private final Chunks chunks;
    private final byte[] hashes;

    private ChunkHashes(Chunks chunks, byte[] hashes) {
        this.chunks = chunks;
        this.hashes = hashes;
    }

    /**
     * A manifest.
     *
     * @param hashes of all chunks one after the other; copied
     * @throws IllegalArgumentException if they aren't as many octets as the chunks take
     */
    public static ChunkHashes of(Chunks chunks, byte[] hashes) {
        if (hashes.length != (long) chunks.count() * HASH_OCTETS) {
            throw new IllegalArgumentException(hashes.length + " octets of hashes for " + chunks.count() + " chunks");
        }
        return new ChunkHashes(chunks, hashes.clone());
    }

    /** How the file is cut. */
    public Chunks chunks() {
        return chunks;
    }

    /** All hashes, one after the other; a copy. */
    public byte[] octets() {
        return hashes.clone();
    }

    /** The hash of a chunk. */
    public byte[] hash(int chunk) {
        int from = Math.multiplyExact(chunk, HASH_OCTETS);
        return Arrays.copyOfRange(hashes, from, from + HASH_OCTETS);
    }

    /** Whether a hash is that of a chunk. */
    public boolean matches(int chunk, byte[] hash) {
        int from = Math.multiplyExact(chunk, HASH_OCTETS);
        return Arrays.equals(hashes, from, from + HASH_OCTETS, hash, 0, hash.length);
    }

    /** What stands for the whole content. */
    public RootHash root() {
        MessageDigest digest = Sha256.digest();
        digest.update(MARK);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, chunks.fileOctets()));
        digest.update(hashes);
        return new RootHash(HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkHashes that && chunks.equals(that.chunks) && Arrays.equals(hashes, that.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return "ChunkHashes[" + chunks.fileOctets() + " octets, " + chunks.count() + " chunks]";
    }
}
