package io.naru.client.share;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file of the share, open.
 *
 * @param channel its content
 * @param path where it lies, for showing
 * @param state as it was when it was opened
 */
record OpenedFile(FileChannel channel, Path path, FileState state) implements Closeable {
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
