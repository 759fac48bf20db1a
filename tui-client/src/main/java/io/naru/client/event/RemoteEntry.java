package io.naru.client.event;

import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of somebody's listing.
 *
 * @param name as its owner calls it: inside its folder, or the whole path in a flat list
 * @param kind file or folder
 * @param size in octets, where told
 * @param modified when it was changed, where told
 * @param root of its content, where told
 */
public record RemoteEntry(
        String name, EntryKind kind, OptionalLong size, Optional<Instant> modified, Optional<RootHash> root) {
    public RemoteEntry {
        Objects.requireNonNull(root);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(size);
        Objects.requireNonNull(modified);
    }

    /** One without a root. */
    public RemoteEntry(String name, EntryKind kind, OptionalLong size, Optional<Instant> modified) {
        this(name, kind, size, modified, Optional.empty());
    }
}
