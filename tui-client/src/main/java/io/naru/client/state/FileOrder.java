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
        return this::compare;
    }

    private int compare(FileEntry one, FileEntry other) {
        int groups = group(one) - group(other);
        if (groups != 0) {
            return groups;
        }
        int compared = switch (by) {
            case NAME -> Integer.compare(one.position(), other.position());
            case SIZE -> Long.compare(other.size().orElse(-1), one.size().orElse(-1));
            case TIME ->
                compareTimes(one.modified().orElse(null), other.modified().orElse(null));
        };
        if (compared != 0) {
            return isReversed ? -compared : compared;
        }
        return Integer.compare(one.position(), other.position());
    }

    private static int compareTimes(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        return other.compareTo(one);
    }

    private static int group(FileEntry entry) {
        return entry.isUp() ? 0 : entry.isFolder() ? 1 : 2;
    }
}
