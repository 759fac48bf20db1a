package io.naru.client.update;

import io.naru.client.state.Focus;
import io.naru.client.state.ListFilter;
import io.naru.client.state.TextField;
import java.util.Optional;

/**
 * The filter of the list that has the focus.
 *
 * <p>Threading: stateless.
 */
final class Filters {
    private Filters() {}

    /** The filter of the focused list; empty while the composer has the focus. */
    static Optional<ListFilter> of(Turn turn) {
        return switch (turn.focus) {
            case COMPOSER -> Optional.empty();
            case USERS -> Optional.of(turn.roster.filter());
            case FILES -> Optional.of(turn.browser.filter());
            case QUEUE -> Optional.of(turn.transfers.filter());
        };
    }

    /** Whether the focused list shows everything. */
    static boolean isNone(Turn turn) {
        return of(turn).filter(ListFilter::isActive).isEmpty();
    }

    /** Begins to type one, from what it was. */
    static void edit(Turn turn) {
        of(turn).ifPresent(filter ->
                set(turn, new ListFilter(TextField.of(filter.field().text()), true)));
    }

    /** Shows everything. */
    static void clear(Turn turn) {
        set(turn, ListFilter.NONE);
    }

    /** Narrows the focused list. */
    static void set(Turn turn, ListFilter filter) {
        if (turn.focus == Focus.USERS) {
            turn.roster = turn.roster.withFilter(filter);
        } else if (turn.focus == Focus.FILES) {
            turn.browser = turn.browser.withFilter(filter);
            new Listings(turn).refine();
        } else if (turn.focus == Focus.QUEUE) {
            turn.transfers = turn.transfers.withFilter(filter);
        }
    }
}
