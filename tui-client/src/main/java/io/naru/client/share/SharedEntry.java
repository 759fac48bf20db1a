package io.naru.client.share;

import io.naru.common.file.FileState;
import io.naru.common.message.EntryKind;
import io.naru.common.message.ListSort;
import io.naru.common.message.RootHash;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of a shared folder.
 *
 * @param name inside its folder, as the file system has it
 * @param kind file or folder
 * @param state size, time and identity
 * @param root of its content, where known
 */
record SharedEntry(String name, EntryKind kind, FileState state, Optional<RootHash> root) {
    private static final Comparator<SharedEntry> FOLDERS_FIRST = Comparator.comparing(e -> e.kind == EntryKind.FILE);
    private static final Comparator<SharedEntry> BY_NAME = Comparator.comparing(SharedEntry::name, NaturalOrder.NAMES);
    private static final Comparator<SharedEntry> BY_SIZE = Comparator.comparingLong(SharedEntry::octets);
    private static final Comparator<SharedEntry> BY_TIME = Comparator.comparingLong(e -> e.state.modifiedNanos());

    /** Folders first, then names as people order them. */
    static final Comparator<SharedEntry> ORDER = FOLDERS_FIRST.thenComparing(BY_NAME);

    SharedEntry {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(state);
        Objects.requireNonNull(root);
    }

    /** Folders first, then as wanted, then names as people order them. */
    static Comparator<SharedEntry> order(ListSort sort) {
        Comparator<SharedEntry> wanted = switch (sort.key()) {
            case NAME -> BY_NAME;
            case SIZE -> BY_SIZE;
            case TIME -> BY_TIME;
        };
        return FOLDERS_FIRST
                .thenComparing(sort.isDescending() ? wanted.reversed() : wanted)
                .thenComparing(BY_NAME);
    }

    boolean isFolder() {
        return kind == EntryKind.FOLDER;
    }

    long octets() {
        return state.octets();
    }

    /** When it was changed; absent where that isn't known, as of what some archive has left without a time. */
    OptionalLong modifiedMillis() {
        return state.modifiedMillis() > 0 ? OptionalLong.of(state.modifiedMillis()) : OptionalLong.empty();
    }

    SharedEntry with(Optional<RootHash> known) {
        return new SharedEntry(name, kind, state, known);
    }
}
