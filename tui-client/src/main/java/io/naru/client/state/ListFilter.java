package io.naru.client.state;

import java.util.Objects;

/**
 * What a list is narrowed to.
 *
 * @param field the words that an item must hold; empty for all items
 * @param isEditing whether it is being typed
 */
public record ListFilter(TextField field, boolean isEditing) {
    /** Everything is shown. */
    public static final ListFilter NONE = new ListFilter(TextField.EMPTY, false);

    public ListFilter {
        Objects.requireNonNull(field);
    }

    /** Whether it leaves anything out, or is about to: then its row is shown. */
    public boolean isActive() {
        return isEditing || !field.isEmpty();
    }

    /** The same, no longer being typed. */
    public ListFilter kept() {
        return new ListFilter(field, false);
    }

    /** Whether the item stays: it holds all words, in any order. */
    public boolean accepts(String item) {
        String text = field.text();
        if (text.indexOf(' ') < 0) {
            return Texts.contains(item, text);
        }
        for (String word : text.split(" ")) {
            if (!Texts.contains(item, word)) {
                return false;
            }
        }
        return true;
    }
}
