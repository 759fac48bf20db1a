package io.naru.client.state;

import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a search in everybody's files has found so far; the same content at several users is one row.
 *
 * @param words what is searched for
 * @param search by which its answers are known, once one has come
 * @param before the number of the search before this one; what that one tells isn't about this one
 * @param rows in the order in which they came
 * @param cursor in them
 * @param sharing how many users shared something when it was begun: those are asked
 * @param answered how many have told all that they have; empty as long as it goes on
 * @param leftOut how many hits there are beyond those that were told
 * @param trouble why it couldn't be done, or ended early; empty when nothing is wrong
 */
public record FindList(
        String words,
        OptionalLong search,
        long before,
        List<FoundRow> rows,
        ListCursor cursor,
        int sharing,
        OptionalInt answered,
        long leftOut,
        SafeText trouble)
        implements Overlay {
    public FindList {
        Objects.requireNonNull(words);
        Objects.requireNonNull(search);
        Objects.requireNonNull(answered);
        Objects.requireNonNull(trouble);
        rows = List.copyOf(rows);
        cursor = cursor.within(rows.size());
    }

    /** A search that was just asked for. */
    public static FindList asked(String words, Optional<FindList> last, int sharing) {
        long before = last.map(list -> list.search().orElse(list.before())).orElse(-1L);
        return new FindList(
                words,
                OptionalLong.empty(),
                before,
                List.of(),
                ListCursor.START,
                sharing,
                OptionalInt.empty(),
                0,
                SafeText.of(""));
    }

    /** Whether what is told of that search is about this one. */
    public boolean isOf(long number, String asked) {
        return search.isPresent() ? search.getAsLong() == number : number > before && words.equals(asked);
    }

    /** Whether nothing more comes. */
    public boolean isOver() {
        return answered.isPresent();
    }

    /** With new files, and such as have more sources now. */
    public FindList with(FindEvent.FindHits hits) {
        List<FoundRow> all = new ArrayList<>(rows);
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i).number(), i);
        }
        for (FoundFile file : hits.files()) {
            FoundRow row = FoundRow.of(file);
            Integer at = places.get(row.number());
            if (at == null) {
                places.put(row.number(), all.size());
                all.add(row);
            } else {
                all.set(at, row);
            }
        }
        return new FindList(
                words, OptionalLong.of(hits.search()), before, all, cursor, sharing, answered, leftOut, trouble);
    }

    /** Come to its end. */
    public FindList with(FindEvent.FindEnded end) {
        return new FindList(
                words,
                OptionalLong.of(end.search()),
                before,
                rows,
                cursor,
                sharing,
                OptionalInt.of(end.answered()),
                end.leftOut(),
                SafeText.line(end.sentence()));
    }

    /** With the cursor elsewhere. */
    public FindList withCursor(ListCursor newCursor) {
        return new FindList(words, search, before, rows, newCursor, sharing, answered, leftOut, trouble);
    }

    /** The row under the cursor. */
    public Optional<FoundRow> selected() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(cursor.index()));
    }

    /** Who was asked and who is still to answer, in words. */
    public String progress() {
        // Whether somebody shares isn't known of everybody at once.
        String asked = sharing == 0 ? "everybody asked" : Quantities.count(sharing, "user") + " asked";
        if (answered.isEmpty()) {
            return asked + ", answers come in";
        }
        int missing = Math.max(0, sharing - answered.getAsInt());
        String left = leftOut == 0 ? "" : ", " + leftOut + " more not listed";
        String answers = sharing == 0
                ? ", " + answered.getAsInt() + " answered"
                : missing == 0 ? ", all answered" : ", " + missing + " didn't answer";
        return asked + answers + left;
    }

    @Override
    public void accept(Handler handler) {
        handler.onFound(this);
    }

    @Override
    public Optional<FindList> asFound() {
        return Optional.of(this);
    }
}
