package io.naru.client.transfer;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.message.UserName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where uploads come from: the share, and what was offered to somebody. */
@FunctionalInterface
public interface UploadSource {
    /**
     * A file, open.
     *
     * @param channel its content
     * @param path where it lies, for showing
     * @param octets its size when it was opened
     * @param modifiedMillis when it was changed, since 1970-01-01T00:00Z
     * @param hashes of the content that it had then, where known
     */
    record Opened(FileChannel channel, Path path, long octets, long modifiedMillis, Optional<ChunkHashes> hashes)
            implements Closeable {
        public Opened {
            Objects.requireNonNull(channel);
            Objects.requireNonNull(path);
            Objects.requireNonNull(hashes);
        }

        /** One that isn't hashed. */
        public Opened(FileChannel channel, Path path, long octets, long modifiedMillis) {
            this(channel, path, octets, modifiedMillis, Optional.empty());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Opens a file by the path that somebody asked for. Blocks; any thread.
     *
     * @throws io.naru.client.data.OwnerRefusal if that can't be said just now, or with another reason to be told
     * @throws java.nio.file.NoSuchFileException if there is none, or none that this user may see
     * @throws IOException if it can't be read
     */
    Opened open(UserName who, String path) throws IOException;
}
