package io.naru.client.state;

import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is online, by name.
 *
 * @param entries everybody
 * @param cursor in {@link #visible()}
 * @param filter by name
 * @param visible those that the filter leaves, which is what the pane shows
 * @param isCut whether there are more users than {@link #USERS_MAX}, and some were left out
 * @param scope to whom the pane is narrowed by the room that is shown; empty for everybody
 * @param inScope how many of the entries that leaves
 */
public record Roster(
        List<RosterEntry> entries,
        ListCursor cursor,
        ListFilter filter,
        List<RosterEntry> visible,
        boolean isCut,
        Optional<Members> scope,
        int inScope) {
    /**
     * The most users that are kept, this one beside them. A relay can invent users without end, and the list is copied
     * whenever one comes.
     */
    public static final int USERS_MAX = 10_000;

    /** Nobody. */
    public static final Roster EMPTY =
            new Roster(List.of(), ListCursor.START, ListFilter.NONE, List.of(), false, Optional.empty(), 0);

    public Roster {
        Objects.requireNonNull(filter);
        Objects.requireNonNull(scope);
        entries = List.copyOf(entries);
        visible = List.copyOf(visible);
        cursor = cursor.within(visible.size());
    }

    /** The entry under the cursor. */
    public Optional<RosterEntry> selected() {
        return visible.isEmpty() ? Optional.empty() : Optional.of(visible.get(cursor.index()));
    }

    /** Somebody's entry. */
    public Optional<RosterEntry> find(UserName user) {
        int at = indexOf(entries, user);
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    /** With this entry, in place of one for the same user; without a new one, but cut, if there is no room for it. */
    public Roster with(RosterEntry entry) {
        int at = indexOf(entries, entry.person().user());
        if (at < 0 && entries.size() >= USERS_MAX && !entry.isMe()) {
            return new Roster(entries, cursor, filter, visible, true, scope, inScope);
        }
        List<RosterEntry> changed = new ArrayList<>(entries.size() + 1);
        changed.addAll(entries);
        if (at >= 0) {
            changed.set(at, entry);
        } else {
            changed.add(-at - 1, entry);
        }
        return withEntries(changed);
    }

    /** Without this user. */
    public Roster without(UserName user) {
        int at = indexOf(entries, user);
        if (at < 0) {
            return this;
        }
        List<RosterEntry> changed = new ArrayList<>(entries);
        changed.remove(at);
        return withEntries(changed);
    }

    /** With nobody, behind the same filter. */
    public Roster emptied() {
        return new Roster(List.of(), ListCursor.START, filter, List.of(), false, scope, 0);
    }

    /** With nobody known any more, since the link is lost. */
    public Roster unknown() {
        return withEntries(entries.stream().map(RosterEntry::unknown).toList());
    }

    /** With the cursor elsewhere. */
    public Roster withCursor(ListCursor newCursor) {
        return new Roster(entries, newCursor, filter, visible, isCut, scope, inScope);
    }

    /** With another filter, the cursor still on the same user where possible. */
    public Roster withFilter(ListFilter newFilter) {
        return shown(entries, newFilter, scope);
    }

    /** With the pane narrowed to this user and some others, or to nobody in particular. */
    public Roster within(Optional<Members> newScope) {
        return newScope.equals(scope) ? this : shown(entries, filter, newScope);
    }

    private Roster withEntries(List<RosterEntry> newEntries) {
        return shown(List.copyOf(newEntries), filter, scope);
    }

    private Roster shown(List<RosterEntry> newEntries, ListFilter newFilter, Optional<Members> newScope) {
        List<RosterEntry> in = newScope.isEmpty()
                ? newEntries
                : newEntries.stream()
                        .filter(entry -> entry.isMe()
                                || newScope.get().has(entry.person().user()))
                        .toList();
        List<RosterEntry> left = newFilter.field().isEmpty()
                ? in
                : in.stream()
                        .filter(entry -> newFilter.accepts(entry.person().name().value()))
                        .toList();
        int at = selected()
                .map(entry -> indexOf(left, entry.person().user()))
                .filter(index -> index >= 0)
                .orElse(cursor.index());
        return new Roster(newEntries, new ListCursor(at, cursor.top()), newFilter, left, isCut, newScope, in.size());
    }

    private static int indexOf(List<RosterEntry> sorted, UserName user) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted.get(middle).person().user().compareTo(user);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
