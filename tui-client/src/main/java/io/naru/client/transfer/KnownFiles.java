package io.naru.client.transfer;

import io.naru.common.message.RootHash;
import java.nio.file.Path;
import java.util.List;

/** Knows where files of this user are, by their content. */
@FunctionalInterface
public interface KnownFiles {
    /**
     * Where files with a content may be. It may be wrong: whoever uses one hashes it first. Any thread; may take a
     * while.
     *
     * @param octets of the content
     */
    List<Path> with(RootHash root, long octets);
}
