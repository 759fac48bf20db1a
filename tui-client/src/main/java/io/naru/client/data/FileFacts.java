package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.FileVersion;
import java.util.Objects;
import java.util.Optional;

/**
 * What an owner has told about a file.
 *
 * @param path as the owner calls it
 * @param version its size, time, and root if the owner has hashed it
 * @param hashes of its chunks, which were compared with the root; empty if there are none or they weren't asked for
 */
public record FileFacts(String path, FileVersion version, Optional<ChunkHashes> hashes) {
    public FileFacts {
        Objects.requireNonNull(path);
        Objects.requireNonNull(version);
        Objects.requireNonNull(hashes);
    }

    /** How the file is cut. */
    public Chunks chunks() {
        return new Chunks(version.octets());
    }
}
