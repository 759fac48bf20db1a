package io.naru.client.event;

import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that a search has found, with all who have it. The same content is one file, whatever its names, where its root
 * is known; without a root each place is a file of its own.
 *
 * @param number of the file in its search, from 0; the same number later is the same file with more sources
 * @param root of its content, where known
 * @param octets its size, where told
 * @param modified when it was changed, where told, as the first source says
 * @param sources where it is, one at least, in the order in which they answered
 */
public record FoundFile(
        int number, Optional<RootHash> root, OptionalLong octets, Optional<Instant> modified, List<Source> sources) {
    /**
     * A place of the file.
     *
     * @param owner whose
     * @param path as its owner calls it, from the top of the share
     */
    public record Source(UserName owner, String path) {
        public Source {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(path);
        }
    }

    public FoundFile {
        Objects.requireNonNull(root);
        Objects.requireNonNull(octets);
        Objects.requireNonNull(modified);
        sources = List.copyOf(sources);
    }

    /** What the file is called by its first source. */
    public String path() {
        return sources.get(0).path();
    }
}
