package io.naru.client.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was sent before, and where in it the person is.
 *
 * @param entries oldest first
 * @param at index of the entry that is shown; the number of entries while none is
 * @param draft what was being written before the first step back
 */
public record History(List<String> entries, int at, String draft) {
    /** How many entries are kept. */
    public static final int ENTRIES_MAX = 500;

    /** Without an entry. */
    public static final History EMPTY = new History(List.of(), 0, "");

    public History {
        Objects.requireNonNull(draft);
        entries = List.copyOf(entries);
        if (at < 0 || at > entries.size()) {
            throw new IllegalArgumentException("at " + at + " of " + entries.size());
        }
    }

    /** With one more entry, and nothing shown; the same text twice running is kept once. */
    public History added(String text) {
        if (!entries.isEmpty() && entries.get(entries.size() - 1).equals(text)) {
            return new History(entries, entries.size(), "");
        }
        List<String> grown = new ArrayList<>(entries.subList(entries.size() < ENTRIES_MAX ? 0 : 1, entries.size()));
        grown.add(text);
        return new History(grown, grown.size(), "");
    }

    /** Whether an older entry can be shown. */
    public boolean hasOlder() {
        return at > 0;
    }

    /** Whether a newer entry or the draft can be shown. */
    public boolean hasNewer() {
        return at < entries.size();
    }

    /** A step back; the text being written is kept as the draft at the first. */
    public History older(String written) {
        return new History(entries, at - 1, hasNewer() ? draft : written);
    }

    /** A step forward. */
    public History newer() {
        return new History(entries, at + 1, draft);
    }

    /** With an entry shown. */
    public History showing(int entry, String written) {
        return new History(entries, entry, hasNewer() ? draft : written);
    }

    /** With nothing shown, and no draft. */
    public History reset() {
        return new History(entries, entries.size(), "");
    }

    /** What is shown: an entry, or the draft. */
    public String shown() {
        return hasNewer() ? entries.get(at) : draft;
    }

    /**
     * The newest entry before one that holds a text, without regard to case.
     *
     * @return its index, or -1
     */
    public int findBefore(int entry, String text) {
        for (int i = Math.min(entry, entries.size()) - 1; i >= 0; i--) {
            if (Texts.contains(entries.get(i), text)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The oldest entry behind one that holds a text, without regard to case.
     *
     * @return its index, or -1
     */
    public int findAfter(int entry, String text) {
        for (int i = Math.max(-1, entry) + 1; i < entries.size() && entry >= 0; i++) {
            if (Texts.contains(entries.get(i), text)) {
                return i;
            }
        }
        return -1;
    }
}
