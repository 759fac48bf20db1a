package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Composer;
import io.naru.client.state.ListFilter;
import io.naru.client.state.Overlay;
import io.naru.client.state.TextField;
import java.util.Optional;

/**
 * Editing text, as in readline: in the composer, and wherever else a text is being typed. What is cut goes to one place,
 * wherever it was cut.
 *
 * <p>Threading: made for one event.
 */
final class EditKeys {
    /** What the composer holds at most; far more than any relay takes as one message. */
    static final int CHARACTERS_MAX = 256 * 1024;

    private final Turn turn;

    EditKeys(Turn turn) {
        this.turn = turn;
    }

    /** Puts text at the cursor. */
    void insert(String text) {
        TextField field = field();
        if (field.text().length() + text.length() > CHARACTERS_MAX) {
            turn.hint("That is more than can be written here. Send large texts as a file.");
            return;
        }
        put(field.insert(text));
    }

    void act(Action action) {
        TextField field = field();
        int at = field.cursor();
        switch (action) {
            case LEFT -> put(field.left());
            case RIGHT -> put(field.right());
            case LINE_START -> put(field.home());
            case LINE_END -> put(field.end());
            case WORD_LEFT -> put(field.wordLeft());
            case WORD_RIGHT -> put(field.wordRight());
            case DELETE_LEFT -> put(field.backspace());
            case DELETE_RIGHT -> put(field.delete());
            case TRANSPOSE -> put(field.transpose());
            case YANK -> insert(turn.composer.killed());
            case CUT_WORD -> cut(field.blankWordLeft().cursor(), at, true);
            case CUT_WORD_LEFT -> cut(field.wordLeft().cursor(), at, true);
            case CUT_WORD_RIGHT -> cut(at, field.wordRight().cursor(), false);
            case CUT_TO_START -> cut(cutStart(field), at, true);
            case CUT_TO_END -> cut(at, cutEnd(field), false);
            default -> throw new IllegalStateException("not about editing: " + action);
        }
    }

    /** At the beginning of a line the line feed before it goes, so that repeating it goes on. */
    private static int cutStart(TextField field) {
        return field.lineStart() == field.cursor() ? Math.max(0, field.cursor() - 1) : field.lineStart();
    }

    private static int cutEnd(TextField field) {
        return field.lineEnd() == field.cursor()
                ? Math.min(field.text().length(), field.cursor() + 1)
                : field.lineEnd();
    }

    private void cut(int start, int end, boolean isBefore) {
        TextField field = field();
        String text = field.text().substring(start, end);
        TextField left = field.cut(start, end);
        Composer composer = turn.composer;
        if (isInComposer()) {
            turn.composer = composer.cut(left, text, isBefore);
        } else {
            turn.composer = composer.cut(composer.field(), text, isBefore);
            put(left);
        }
    }

    private boolean isInComposer() {
        return turn.overlay.isEmpty()
                && !isEditingFilter()
                && turn.composer.search().isEmpty();
    }

    private boolean isEditingFilter() {
        return Filters.of(turn).filter(ListFilter::isEditing).isPresent();
    }

    /** The text that the keys go to. */
    private TextField field() {
        if (turn.overlay.isPresent()) {
            return overlayField(turn.overlay.get()).orElse(TextField.EMPTY);
        }
        if (isEditingFilter()) {
            return Filters.of(turn).orElseThrow().field();
        }
        return turn.composer.search().isPresent() ? turn.composer.search().get().query() : turn.composer.field();
    }

    private static Optional<TextField> overlayField(Overlay overlay) {
        return overlay.asPrompt()
                .map(Overlay.Prompt::field)
                .or(() -> overlay.asSearch().map(Overlay.Search::query));
    }

    private void put(TextField field) {
        if (turn.overlay.isPresent()) {
            putIntoOverlay(turn.overlay.get(), field);
        } else if (isEditingFilter()) {
            Filters.set(turn, new ListFilter(field, true));
        } else if (turn.composer.search().isPresent()) {
            new HistoryKeys(turn).query(field);
        } else {
            turn.composer = turn.composer.edited(field);
        }
    }

    private void putIntoOverlay(Overlay overlay, TextField field) {
        overlay.asPrompt().ifPresent(prompt -> turn.overlay = Optional.of(prompt.withField(field)));
        overlay.asSearch().ifPresent(search -> new SearchKeys(turn).query(search, field));
    }
}
