package io.naru.common.message;

import java.util.Objects;
import java.util.Optional;

/**
 * By what a file is told from what it was before, and from what it will be when somebody has written to it.
 *
 * @param octets its size
 * @param modifiedMillis when it was changed, since 1970-01-01T00:00Z
 * @param root what stands for its content; empty if its owner hasn't hashed it
 */
public record FileVersion(long octets, long modifiedMillis, Optional<RootHash> root) {
    public FileVersion {
        Numbers.checked("A size", octets);
        Numbers.checked("A time", modifiedMillis);
        Objects.requireNonNull(root);
    }

    /**
     * Whether both may be taken for the same content: where both have a root, that decides; where not, all that can be
     * seen from outside must be the same.
     */
    public boolean isSameContent(FileVersion other) {
        if (octets != other.octets) {
            return false;
        }
        return root.isPresent() && other.root.isPresent()
                ? root.equals(other.root)
                : modifiedMillis == other.modifiedMillis;
    }
}
