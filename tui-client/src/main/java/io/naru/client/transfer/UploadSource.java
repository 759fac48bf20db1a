package io.naru.client.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Where uploads come from: the share. */
@FunctionalInterface
public interface UploadSource {
    /**
     * A file, open.
     *
     * @param channel its content
     * @param path where it lies, for showing
     * @param octets its size when it was opened
     * @param modifiedMillis when it was changed, since 1970-01-01T00:00Z
     */
    record Opened(FileChannel channel, Path path, long octets, long modifiedMillis) implements Closeable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Opens a file by the path that somebody else asked for. Blocks.
     *
     * @throws IOException if there is none, or it isn't to be had
     */
    Opened open(String path) throws IOException;
}
