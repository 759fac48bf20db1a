package io.naru.common.message;

import java.util.Locale;
import java.util.Objects;

/**
 * The order of a listing. Folders stand before files in each. On the wire the key in lower case, with a {@code -} before
 * it for descending; the usual order is the empty word.
 *
 * @param key what is compared first; what is the same by it is in the order of names
 * @param isDescending the largest, newest or last first
 */
public record ListSort(Key key, boolean isDescending) {
    /** By name, ascending: the usual order. */
    public static final ListSort NAMES = new ListSort(Key.NAME, false);

    /** What a listing may be sorted by. */
    public enum Key {
        /** As people order names: without case, runs of digits by their value. */
        NAME,
        /** By size. */
        SIZE,
        /** By the time of change. */
        TIME
    }

    public ListSort {
        Objects.requireNonNull(key);
    }

    /** From the wire; a word that nobody knows is the usual order. */
    static ListSort ofWord(String word) {
        boolean isDescending = word.startsWith("-");
        String wanted = isDescending ? word.substring(1) : word;
        for (Key key : Key.values()) {
            if (keyWord(key).equals(wanted)) {
                return new ListSort(key, isDescending);
            }
        }
        return NAMES;
    }

    /** To the wire. */
    String word() {
        return equals(NAMES) ? "" : (isDescending ? "-" : "") + keyWord(key);
    }

    private static String keyWord(Key key) {
        return key.name().toLowerCase(Locale.ROOT);
    }
}
