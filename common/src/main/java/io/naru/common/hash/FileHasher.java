package io.naru.common.hash;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Makes a manifest of a file's octets as they come, in order, in pieces of any size.
 *
 * <p>Threading: one thread.
 */
public final class FileHasher {
    private final Chunks chunks;
    private final byte[] hashes;
    private final MessageDigest digest = Sha256.digest();
    private int chunk;
    private int leftInChunk;

    /** For a file of so many octets. */
    public FileHasher(Chunks chunks) {
        this.chunks = chunks;
        this.hashes = new byte[chunks.count() * ChunkHashes.HASH_OCTETS];
        this.leftInChunk = hashes.length == 0 ? 0 : chunks.length(0);
    }

    /**
     * Takes the next octets: all that the buffer holds.
     *
     * @throws IllegalArgumentException if they are more than the file has
     */
    public void update(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            if (isComplete()) {
                throw new IllegalArgumentException("the file has only " + chunks.fileOctets() + " octets");
            }
            int count = Math.min(leftInChunk, octets.remaining());
            int end = octets.limit();
            digest.update(octets.limit(octets.position() + count));
            octets.limit(end);
            leftInChunk -= count;
            if (leftInChunk == 0) {
                finishChunk();
            }
        }
    }

    /** Whether every octet of the file was seen. */
    public boolean isComplete() {
        return chunk == chunks.count();
    }

    /**
     * The manifest.
     *
     * @throws IllegalStateException if octets are missing
     */
    public ChunkHashes hashes() {
        if (!isComplete()) {
            throw new IllegalStateException("octets are missing from chunk " + chunk);
        }
        return ChunkHashes.of(chunks, hashes);
    }

    private void finishChunk() {
        try {
            digest.digest(hashes, chunk * ChunkHashes.HASH_OCTETS, ChunkHashes.HASH_OCTETS);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash has another length than it should", e);
        }
        chunk++;
        if (!isComplete()) {
            leftInChunk = chunks.length(chunk);
        }
    }
}
