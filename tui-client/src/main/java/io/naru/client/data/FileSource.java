package io.naru.client.data;

import io.naru.common.message.UserName;
import java.io.IOException;

/** Where what others ask for comes from. */
@FunctionalInterface
public interface FileSource {
    /**
     * Opens a file by the path that somebody else asked for. Blocks.
     *
     * @throws java.nio.file.NoSuchFileException if there is none that this user may see
     * @throws OwnerRefusal for any other answer than that it can't be read
     * @throws IOException if it can't be read
     */
    ServedFile open(UserName who, String path) throws IOException;
}
