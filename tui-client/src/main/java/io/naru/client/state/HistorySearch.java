package io.naru.client.state;

import java.util.Objects;

/**
 * Going back through the history by a text; the composer shows the entry that was found.
 *
 * @param query what is searched
 * @param found index of the entry, or -1 when none holds the query
 * @param original what was written before, which comes back when the search is given up
 */
public record HistorySearch(TextField query, int found, TextField original) {
    public HistorySearch {
        Objects.requireNonNull(query);
        Objects.requireNonNull(original);
    }

    /** Whether an entry holds the query, or nothing was asked yet. */
    public boolean isFound() {
        return found >= 0 || query.isEmpty();
    }
}
