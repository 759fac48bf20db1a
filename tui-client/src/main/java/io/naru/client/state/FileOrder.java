package io.naru.client.state;

import java.time.Instant;
import java.util.Comparator;

/**
 * How the Files pane is sorted. Folders come first in every order.
 *
 * @param by what is compared
 * @param isReversed whether the other way round
 */
public record FileOrder(By by, boolean isReversed) {
    /** What is compared. */
    public enum By {
        /** The owner's own order, which is by name. */
        NAME,
        /** Large first. */
        SIZE,
        /** New first. */
        TIME
    }

    /** As the owner has it. */
    public static final FileOrder BY_NAME = new FileOrder(By.NAME, false);

    /** By this; the other way round when it was by this already. */
    public FileOrder toggled(By newBy) {
        return new FileOrder(newBy, newBy == by && !isReversed);
    }

    /** The order of entries, complete: no two are equal. */
    Comparator<FileEntry> comparator() {
        Comparator<FileEntry> compared = switch (by) {
            case NAME -> Comparator.comparingInt(FileEntry::position);
            case SIZE ->
                Comparator.<FileEntry>comparingLong(entry -> entry.size().orElse(-1))
                        .reversed();
            case TIME ->
                Comparator.<FileEntry, Instant>comparing(
                                entry -> entry.modified().orElse(Instant.MIN))
                        .reversed();
        };
        Comparator<FileEntry> inside = isReversed ? compared.reversed() : compared;
        return Comparator.<FileEntry>comparingInt(entry -> entry.isUp() ? 0 : entry.isFolder() ? 1 : 2)
                .thenComparing(inside)
                .thenComparingInt(FileEntry::position);
    }
}
