package io.naru.common.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file, open, and surely the one that was looked at.
 *
 * @param channel its content
 * @param path where it lies, for showing
 * @param state as it was when it was opened
 */
public record OpenedFile(FileChannel channel, Path path, FileState state) implements Closeable {
    public OpenedFile {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(path);
        Objects.requireNonNull(state);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
