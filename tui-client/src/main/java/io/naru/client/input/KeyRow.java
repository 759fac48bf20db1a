package io.naru.client.input;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One row of the table of keys.
 *
 * @param context where it holds
 * @param action what it does
 * @param keys one or more, the best one first
 * @param brief a word for the key line; empty when it isn't shown there
 * @param help what it does, in a line
 */
public record KeyRow(KeyContext context, Action action, List<Key> keys, String brief, String help) {
    /** A row of more keys than that is a run, of which the ends are shown. */
    private static final int KEYS_SHOWN = 5;

    public KeyRow {
        Objects.requireNonNull(context);
        Objects.requireNonNull(action);
        Objects.requireNonNull(brief);
        Objects.requireNonNull(help);
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key for " + action);
        }
    }

    /** All keys, as the help shows them. */
    public String shownKeys() {
        if (keys.size() > KEYS_SHOWN) {
            return keys.get(0) + " \u2026 " + keys.get(keys.size() - 1);
        }
        return keys.stream().map(Key::toString).collect(Collectors.joining(", "));
    }

    /** The best key, as the key line shows it. */
    public String shownKey() {
        return keys.get(0).toString();
    }
}
