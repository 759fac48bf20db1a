package io.naru.client.state;

import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the Files pane.
 *
 * @param name for drawing, inside its folder; {@code ..} leads up
 * @param path from the top of the share, as its owner calls it; for asking, not for drawing
 * @param kind file or folder
 * @param size in octets, where told
 * @param modified when it was changed, where told
 * @param root of a file's content, where told
 * @param position where it came in its owner's order; -1 for {@code ..}
 */
public record FileEntry(
        SafeText name,
        String path,
        EntryKind kind,
        OptionalLong size,
        Optional<Instant> modified,
        Optional<RootHash> root,
        int position) {
    public FileEntry {
        Objects.requireNonNull(name);
        Objects.requireNonNull(path);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(size);
        Objects.requireNonNull(modified);
        Objects.requireNonNull(root);
    }

    /** The way up. */
    static FileEntry up(String parent) {
        return new FileEntry(
                SafeText.line(".."),
                parent,
                EntryKind.FOLDER,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                -1);
    }

    /** Whether it's the way up rather than something in the folder. */
    public boolean isUp() {
        return position < 0;
    }

    /** Whether it's a folder, the one above included. */
    public boolean isFolder() {
        return kind == EntryKind.FOLDER;
    }
}
