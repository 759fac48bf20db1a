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
 * <p>Threading: the storing thread.
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

    void piece(ByteBuffer octets, long position) throws IOException {
        digest.update(octets);
        octets.rewind();
        part.write(octets, position);
    }

    /** The last piece of a chunk was taken. Without a manifest, the owner's hash comes next. */
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
        if (isRight) {
            part.onVerified(chunk, ownHash);
            handedOut.verified(chunk);
        } else {
            handedOut.bad(chunk);
        }
    }

    /** What was begun isn't gone on with. */
    void forget() {
        digest.reset();
    }
}
