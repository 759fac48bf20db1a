package io.naru.client.share;

import io.naru.common.message.EntryKind;
import java.util.Comparator;

/**
 * One entry of a shared folder.
 *
 * @param name inside its folder, as the file system has it
 * @param kind file or folder
 * @param octets its size; 0 for a folder
 * @param modifiedMillis when it was changed, since 1970-01-01T00:00Z
 */
record SharedEntry(String name, EntryKind kind, long octets, long modifiedMillis) {
    /** Folders first, then names as people order them. */
    static final Comparator<SharedEntry> ORDER = Comparator.comparing((SharedEntry e) -> e.kind == EntryKind.FILE)
            .thenComparing(SharedEntry::name, NaturalOrder.NAMES);

    boolean isFolder() {
        return kind == EntryKind.FOLDER;
    }
}
