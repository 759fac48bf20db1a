package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of one's own, open for somebody else.
 *
 * @param channel its content; closed with this
 * @param path where it lies; looked at again and again while it is sent, to notice that it changes
 * @param octets its size when it was opened
 * @param modifiedMillis when it was changed, since 1970-01-01T00:00Z
 * @param hashes of its chunks, if it was hashed in just this state
 */
public record ServedFile(FileChannel channel, Path path, long octets, long modifiedMillis, Optional<ChunkHashes> hashes)
        implements Closeable {
    public ServedFile {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(path);
        Objects.requireNonNull(hashes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
