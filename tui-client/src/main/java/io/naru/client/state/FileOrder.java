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

    /**
     * The order of entries, complete: no two are equal.
     *
     * @param listed how they were listed, which is what their positions say
     */
    Comparator<FileEntry> comparator(FileOrder listed) {
        return (one, other) -> compare(one, other, listed);
    }

    private int compare(FileEntry one, FileEntry other, FileOrder listed) {
        int groups = group(one) - group(other);
        if (groups != 0) {
            return groups;
        }
        int compared = switch (by) {
            case NAME -> compareNames(one, other, listed);
            case SIZE -> Long.compare(other.size().orElse(-1), one.size().orElse(-1));
            case TIME ->
                compareTimes(one.modified().orElse(null), other.modified().orElse(null));
        };
        if (compared != 0) {
            return isReversed ? -compared : compared;
        }
        return Integer.compare(one.position(), other.position());
    }

    /** Only the owner's own order knows names well; without it they are compared letter by letter. */
    private static int compareNames(FileEntry one, FileEntry other, FileOrder listed) {
        if (listed.by() == By.NAME) {
            int compared = Integer.compare(one.position(), other.position());
            return listed.isReversed() ? -compared : compared;
        }
        return Texts.folded(one.name().value())
                .compareTo(Texts.folded(other.name().value()));
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
