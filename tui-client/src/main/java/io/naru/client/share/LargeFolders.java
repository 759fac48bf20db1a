package io.naru.client.share;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the way through folders that are too large to be held: along the index once it knows them, and along the disk
 * before.
 *
 * <p>Threading: any thread; one at a time.
 */
interface LargeFolders {
    /** Without an index. */
    LargeFolders OF_DISK = wanted -> new DiskFolder(wanted);

    /** Begins a way through a folder. */
    LargeFolder open(PageCache.Wanted wanted) throws IOException;

    /**
     * Along the index where that knows a folder.
     *
     * @param reader of one's own; empty without an index
     */
    static LargeFolders of(Optional<IndexReader> reader) {
        return reader.isEmpty()
                ? OF_DISK
                : wanted -> {
                    OptionalLong tree = wanted.folder().tree();
                    OptionalLong folder = tree.isEmpty()
                            ? OptionalLong.empty()
                            : reader.get().folder(tree.getAsLong(), wanted.path());
                    return folder.isEmpty()
                            ? new DiskFolder(wanted)
                            : new IndexedFolder(reader.get(), folder.getAsLong(), wanted);
                };
    }
}
