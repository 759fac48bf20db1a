package io.naru.client.state;

import io.naru.client.event.DownloadOrder;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file or folder that somebody chose for downloading.
 *
 * @param kind file or folder
 * @param name for drawing
 * @param sources who has it, at least one; the first names it
 * @param octets its size, where told
 * @param root of its content, where told
 */
public record Wanted(
        EntryKind kind,
        SafeText name,
        List<DownloadOrder.Source> sources,
        OptionalLong octets,
        Optional<RootHash> root) {
    public Wanted {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        Objects.requireNonNull(octets);
        Objects.requireNonNull(root);
        sources = List.copyOf(sources);
    }

    /** An entry of somebody's listing. */
    public static Wanted of(Person owner, FileEntry entry) {
        return new Wanted(
                entry.kind(),
                entry.name(),
                List.of(new DownloadOrder.Source(owner.user(), entry.path())),
                entry.size(),
                entry.root());
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return kind == EntryKind.FOLDER;
    }

    /** Who is asked first. */
    public DownloadOrder.Source first() {
        return sources.get(0);
    }
}
