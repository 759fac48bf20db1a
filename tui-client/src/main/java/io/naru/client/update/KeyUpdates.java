package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.input.Key;
import io.naru.client.input.KeyContext;
import io.naru.client.input.KeyTable;
import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import java.util.List;
import java.util.Optional;

/**
 * What a key does: the table says which action it is where the focus is, and each action goes to whoever knows that
 * place.
 *
 * <p>Threading: made for one event.
 */
final class KeyUpdates {
    private final Turn turn;

    KeyUpdates(Turn turn) {
        this.turn = turn;
    }

    void onKey(Key key) {
        turn.hint = Optional.empty();
        turn.attention = turn.attention.keyPressed(turn.now);
        AppState state = turn.state();
        List<KeyContext> contexts = KeyContext.of(state);
        boolean wasEscPending = state.isEscPending();
        turn.isEscPending = false;
        Optional<Action> action = wasEscPending ? escaped(contexts, key) : KeyTable.action(contexts, key);
        if (action.isEmpty() && isEscAndText(key) && typesAfterEsc(state, contexts)) {
            // Too quick for the terminal to tell from Alt: who leaves a list and begins a command loses nothing of it.
            new Back(turn).back();
            turn.hint = Optional.empty();
            turn.isEscPending = false;
            new EditKeys(turn).insert(key.withoutAlt().text());
        } else if (action.isPresent()) {
            act(action.get(), key);
        } else if (contexts.contains(KeyContext.CONFIRM)) {
            new OverlayKeys(turn).onLetter(key);
        } else if (contexts.contains(KeyContext.EDITING) && key.isText()) {
            new EditKeys(turn).insert(key.text());
        } else if (contexts.contains(KeyContext.PASSWORD) && key.isText()) {
            new Gates(turn).insert(key.text());
        }
        new Seeing(turn).onKey();
    }

    private static boolean isEscAndText(Key key) {
        return key.alt() && key.withoutAlt().isText();
    }

    /** Whether Esc leads to the composer from here, or is there already. */
    private boolean typesAfterEsc(AppState state, List<KeyContext> contexts) {
        boolean isList = contexts.contains(KeyContext.LIST) && Filters.isNone(turn);
        boolean isOverComposer = state.overlay().isPresent()
                && state.focus() == Focus.COMPOSER
                && !contexts.contains(KeyContext.GATE)
                && !contexts.contains(KeyContext.CONFIRM);
        return isList || isOverComposer || state.overlay().isEmpty() && state.focus() == Focus.COMPOSER;
    }

    /** After Esc a key is taken as if Alt were held, where that means something. */
    private Optional<Action> escaped(List<KeyContext> contexts, Key key) {
        if (key.kind() == Key.Kind.ESCAPE) {
            return Optional.empty();
        }
        Optional<Action> withAlt = KeyTable.action(contexts, key.withAlt());
        return withAlt.isPresent() ? withAlt : KeyTable.action(contexts, key);
    }

    private void act(Action action, Key key) {
        switch (action) {
            case HELP, GO_COMPOSER, GO_USERS, GO_FILES, GO_QUEUE, NEXT_PANE, PREVIOUS_PANE, BARE ->
                new PaneKeys(turn).act(action);
            case GO_ROOM, NEXT_ROOM, PREVIOUS_ROOM, ACTIVE_ROOM, RESEND, DROP -> new RoomKeys(turn).act(action, key);
            case BACK -> new Back(turn).back();
            case INTERRUPT -> new Leaving(turn).interrupt();
            case REDRAW -> turn.effect(new Effect.RedrawAll());
            case SUSPEND -> turn.effect(new Effect.Suspend());
            case SCROLL_UP, SCROLL_DOWN, SCROLL_TOP, SCROLL_BOTTOM, SCROLL_UNREAD ->
                new ChatScrolling(turn).act(action);
            case SEND, NEW_LINE, UP, DOWN, SEARCH_HISTORY -> new ComposerKeys(turn).act(action);
            case COMPLETE, COMPLETE_BACK -> complete(action == Action.COMPLETE ? 1 : -1);
            case LEFT,
                    RIGHT,
                    LINE_START,
                    LINE_END,
                    WORD_LEFT,
                    WORD_RIGHT,
                    DELETE_LEFT,
                    DELETE_RIGHT,
                    CUT_WORD,
                    CUT_WORD_LEFT,
                    CUT_WORD_RIGHT,
                    CUT_TO_END,
                    CUT_TO_START,
                    YANK,
                    TRANSPOSE -> edit(action);
            case LIST_UP, LIST_DOWN, LIST_PAGE_UP, LIST_PAGE_DOWN, LIST_FIRST, LIST_LAST, FILTER ->
                new ListKeys(turn).act(action);
            case BROWSE, DETAILS, DOWNLOAD, PEEK -> onFile(action);
            case OPEN, FOLDER_UP, DOWNLOAD_INTO, MARK, SORT_SIZE, SORT_NAME, SORT_TIME, RELOAD ->
                new FilesKeys(turn).act(action);
            case RETRY, CANCEL, SORT, PAUSE, RAISE, LOWER, MARK_TRANSFER, OPEN_TRANSFER, UNFOLD, FOLD ->
                new QueueKeys(turn).act(action);
            case GO_OFFERS -> new OfferKeys(turn).open();
            case TAKE, REFUSE, TAKE_ALWAYS -> new OfferKeys(turn).act(action);
            case SEARCH, OLDER, NEWER, SEARCH_RELAY, SCOPE -> search(action);
            case MARK_OLDER, MARK_NEWER, REPLY, JUMP -> new Marking(turn).act(action);
            case ACCEPT -> accept();
            case CLOSE, CHOOSE_LEFT, CHOOSE_RIGHT -> new OverlayKeys(turn).act(action);
        }
    }

    /** What lies over the panes has its own files. */
    private void onFile(Action action) {
        if (turn.overlay.flatMap(Overlay::asFound).isPresent()) {
            FileSearch found = new FileSearch(turn);
            if (action == Action.BROWSE) {
                found.browse();
            } else {
                found.peek();
            }
        } else if (turn.overlay.flatMap(Overlay::asPeek).isPresent()) {
            new Peeks(turn).act(action);
        } else if (action == Action.BROWSE || action == Action.DETAILS) {
            new ListKeys(turn).act(action);
        } else {
            new FilesKeys(turn).act(action);
        }
    }

    private void edit(Action action) {
        if (!new Gates(turn).edit(action)) {
            new EditKeys(turn).act(action);
        }
    }

    private void complete(int step) {
        if (turn.overlay.isPresent()) {
            new OverlayKeys(turn).completeFolder();
        } else if (turn.composer.isEmpty()) {
            new PaneKeys(turn).act(step > 0 ? Action.NEXT_PANE : Action.PREVIOUS_PANE);
        } else {
            new Completer(turn).complete(step);
        }
    }

    private void search(Action action) {
        if (turn.overlay.isEmpty()
                && turn.focus == Focus.COMPOSER
                && turn.composer.search().isPresent()) {
            new HistoryKeys(turn).act(action);
        } else if (turn.overlay.flatMap(Overlay::asHits).isPresent()) {
            new Hits(turn).act(action);
        } else {
            new SearchKeys(turn).act(action);
        }
    }

    private void accept() {
        Optional<Overlay> overlay = turn.overlay;
        if (overlay.isPresent()) {
            new OverlayKeys(turn).accept();
        } else if (turn.focus == Focus.COMPOSER) {
            new HistoryKeys(turn).accept();
        } else {
            Filters.of(turn).ifPresent(filter -> Filters.set(turn, filter.kept()));
        }
    }
}
