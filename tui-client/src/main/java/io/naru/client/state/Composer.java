package io.naru.client.state;

import java.util.Objects;
import java.util.Optional;

/**
 * The line in which the person writes: one line that grows to {@link #ROWS_MAX}.
 *
 * @param field what is written
 * @param killed what the last cuts took, for Ctrl+Y
 * @param isKilling whether the last key cut too, so that the next cut adds to {@code killed}
 * @param history what was sent before
 * @param search going back through the history by a word (Ctrl+R), while that lasts
 * @param completion the candidates being cycled through, while that lasts
 * @param quote the message that is being answered, if one is
 */
public record Composer(
        TextField field,
        String killed,
        boolean isKilling,
        History history,
        Optional<HistorySearch> search,
        Optional<Completion> completion,
        Optional<Quote> quote) {
    /** How many rows the composer takes at most; what is longer scrolls inside it. */
    public static final int ROWS_MAX = 5;

    /** Nothing written yet. */
    public static final Composer EMPTY = new Composer(
            TextField.EMPTY, "", false, History.EMPTY, Optional.empty(), Optional.empty(), Optional.empty());

    public Composer {
        Objects.requireNonNull(field);
        Objects.requireNonNull(killed);
        Objects.requireNonNull(history);
        Objects.requireNonNull(search);
        Objects.requireNonNull(completion);
        Objects.requireNonNull(quote);
    }

    /** Whether nothing is written. */
    public boolean isEmpty() {
        return field.isEmpty();
    }

    /** With another text; a completion or a run of cuts ends with it. */
    public Composer edited(TextField newField) {
        return new Composer(newField, killed, false, history, search, Optional.empty(), quote);
    }

    /** With a text from which this was cut; {@code isBefore} says that it stood before the cursor. */
    public Composer cut(TextField newField, String cut, boolean isBefore) {
        if (cut.isEmpty()) {
            return edited(newField);
        }
        String kept = !isKilling ? cut : isBefore ? cut + killed : killed + cut;
        return new Composer(newField, kept, true, history, search, Optional.empty(), quote);
    }

    /** With another history. */
    public Composer withHistory(History newHistory) {
        return new Composer(field, killed, false, newHistory, search, completion, quote);
    }

    /** With another search of the history, or none. */
    public Composer withSearch(Optional<HistorySearch> newSearch) {
        return new Composer(field, killed, false, history, newSearch, Optional.empty(), quote);
    }

    /** With a text that a completion put there. */
    public Composer completed(TextField newField, Completion newCompletion) {
        return new Composer(newField, killed, false, history, search, Optional.of(newCompletion), quote);
    }

    /** With another message answered, or none. */
    public Composer withQuote(Optional<Quote> newQuote) {
        return new Composer(field, killed, isKilling, history, search, completion, newQuote);
    }
}
