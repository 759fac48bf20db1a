package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes the pieces of chunks, one chunk after the other: writes them to their place, and at the end of each chunk says
 * whether its hash is right.
 *
 * <p>A chunk is written, and the hash that it should have is noted, before anything of the next one is taken. So a
 * program that is killed has lost the chunk at which it was and no other, though some may not have been looked at yet.
 *
 * <p>Threading: {@link #write}, {@link #written} and {@link #claim} on the thread that reads the line, the rest on the
 * hashing one, in the same order.
 */
final class ChunkIntake {
    private final PartFile part;
    private final Optional<ChunkHashes> hashes;
    private final HandedOut handedOut;
    private final MessageDigest digest = Sha256.digest();
    private byte[] ownHash = new byte[0];

    ChunkIntake(PartFile part, Optional<ChunkHashes> hashes, HandedOut handedOut) {
        this.part = part;
        this.hashes = hashes;
        this.handedOut = handedOut;
    }

    /** Keeps a piece. */
    void write(int chunk, ByteBuffer octets, long position) throws IOException {
        if (position == part.chunks().start(chunk)) {
            part.begin(this, chunk);
        }
        part.write(this, chunk, octets, position);
    }

    /** The last piece of a chunk was kept. Without a manifest, the owner's hash comes next. */
    void written(int chunk) throws IOException {
        if (hashes.isPresent()) {
            part.onWritten(this, chunk, hashes.get().hash(chunk));
        }
    }

    /** The owner says what the hash of the chunk that was kept should be. */
    void claim(int chunk, String ownersHash) throws IOException {
        part.onWritten(this, chunk, HexFormat.of().parseHex(ownersHash));
    }

    /** Hashes a piece. */
    void piece(ByteBuffer octets) {
        digest.update(octets);
    }

    /** The last piece of a chunk was hashed. */
    void end(int chunk) throws IOException {
        ownHash = digest.digest();
        if (hashes.isPresent()) {
            judge(chunk, hashes.get().matches(chunk, ownHash));
        }
    }

    void check(int chunk, String ownersHash) throws IOException {
        judge(chunk, Arrays.equals(ownHash, HexFormat.of().parseHex(ownersHash)));
    }

    private void judge(int chunk, boolean isRight) throws IOException {
        if (!isRight) {
            part.onBad(this, chunk);
            handedOut.bad(chunk);
        } else if (part.onVerified(this, chunk, ownHash)) {
            handedOut.verified(chunk);
        } else {
            handedOut.givenUp(chunk);
        }
    }

    /** What was begun isn't gone on with. */
    void forget() {
        digest.reset();
    }
}
