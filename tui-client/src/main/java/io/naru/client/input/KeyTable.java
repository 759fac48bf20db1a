package io.naru.client.input;

import static io.naru.client.input.KeyContext.COMPOSER;
import static io.naru.client.input.KeyContext.CONFIRM;
import static io.naru.client.input.KeyContext.EDITING;
import static io.naru.client.input.KeyContext.EVERYWHERE;
import static io.naru.client.input.KeyContext.FILES;
import static io.naru.client.input.KeyContext.FILTER;
import static io.naru.client.input.KeyContext.GATE;
import static io.naru.client.input.KeyContext.HISTORY_SEARCH;
import static io.naru.client.input.KeyContext.LIST;
import static io.naru.client.input.KeyContext.PAGE;
import static io.naru.client.input.KeyContext.PASSWORD;
import static io.naru.client.input.KeyContext.PROMPT;
import static io.naru.client.input.KeyContext.ROOMS;
import static io.naru.client.input.KeyContext.USERS;

import io.naru.client.state.AppState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every key, in the order in which the help shows them. Behaviour, key line and help come from here, so they can't
 * disagree.
 *
 * <p>Threading: immutable.
 */
public final class KeyTable {
    private static final String DIGITS = "Alt+1 Alt+2 Alt+3 Alt+4 Alt+5 Alt+6 Alt+7 Alt+8 Alt+9";

    private static final List<KeyRow> COMMON = List.of(
            row(EVERYWHERE, Action.HELP, "F1", "help", "this help, and back"),
            row(EVERYWHERE, Action.GO_COMPOSER, "F2", "", "write"),
            row(EVERYWHERE, Action.GO_USERS, "F3", "users", "who is online"),
            row(EVERYWHERE, Action.GO_FILES, "F4", "files", "the files of the user chosen last"),
            row(EVERYWHERE, Action.GO_QUEUE, "F5", "queue", "all transfers, and back"),
            row(EVERYWHERE, Action.NEXT_PANE, "F6", "", "the next pane"),
            row(EVERYWHERE, Action.GO_OFFERS, "F8", "", "what others offer to you"),
            row(
                    EVERYWHERE,
                    Action.BACK,
                    "Esc",
                    "back",
                    "close, or go back to writing; there, Esc and then a key is that key with Alt"),
            row(EVERYWHERE, Action.SEARCH, "Ctrl+F Ctrl+S", "", "search in the chat"),
            row(EVERYWHERE, Action.BARE, "Alt+l", "", "only the chat, without borders, for copying with the mouse"),
            row(EVERYWHERE, Action.REDRAW, "Ctrl+L", "", "draw everything anew"),
            row(EVERYWHERE, Action.INTERRUPT, "Ctrl+C", "", "clear what is written, or leave; twice leaves"),
            row(EVERYWHERE, Action.SUSPEND, "Ctrl+Z", "", "back to the shell for a while; fg comes back"),
            row(EVERYWHERE, Action.GO_ROOM, DIGITS, "", "the room of that number"),
            row(
                    EVERYWHERE,
                    Action.ACTIVE_ROOM,
                    "Alt+a",
                    "",
                    "the next room with something new; where you are named first"),
            row(EVERYWHERE, Action.NEXT_ROOM, "Alt+Right Ctrl+N", "", "the next room"),
            row(EVERYWHERE, Action.PREVIOUS_ROOM, "Alt+Left Ctrl+P", "", "the room before"),
            row(COMPOSER, Action.SEND, "Enter", "", "send"),
            row(COMPOSER, Action.NEW_LINE, "Alt+Enter", "", "a new line inside the message"),
            row(
                    COMPOSER,
                    Action.COMPLETE,
                    "Tab",
                    "complete",
                    "complete a command, name, file or folder; the next pane when nothing is written"),
            row(COMPOSER, Action.COMPLETE_BACK, "Shift+Tab", "", "the completion before, or the pane before"),
            row(COMPOSER, Action.UP, "Up", "", "a line up, or what you wrote before"),
            row(COMPOSER, Action.DOWN, "Down", "", "a line down, or what you wrote after that"),
            row(COMPOSER, Action.SEARCH_HISTORY, "Ctrl+R", "", "search in what you wrote before"),
            row(COMPOSER, Action.SCROLL_UP, "PgUp", "scroll", "the chat a page up"),
            row(COMPOSER, Action.SCROLL_DOWN, "PgDn", "", "the chat a page down"),
            row(COMPOSER, Action.SCROLL_TOP, "Alt+Home Ctrl+Home", "", "the beginning of the chat"),
            row(COMPOSER, Action.SCROLL_BOTTOM, "Alt+End Ctrl+End", "", "the end of the chat"),
            row(COMPOSER, Action.SCROLL_UNREAD, "Alt+u", "", "the first unread line"),
            row(COMPOSER, Action.RESEND, "Alt+s", "", "send again what wasn't sent here"),
            row(COMPOSER, Action.DROP, "Alt+x", "", "forget what wasn't sent here"),
            row(EDITING, Action.LEFT, "Left", "", "a character to the left"),
            row(EDITING, Action.RIGHT, "Right", "", "a character to the right"),
            row(EDITING, Action.LINE_START, "Ctrl+A Home", "", "the beginning of the line"),
            row(EDITING, Action.LINE_END, "Ctrl+E End", "", "the end of the line"),
            row(EDITING, Action.WORD_LEFT, "Ctrl+Left Alt+b", "", "a word to the left"),
            row(EDITING, Action.WORD_RIGHT, "Ctrl+Right Alt+f", "", "a word to the right"),
            row(EDITING, Action.DELETE_LEFT, "Backspace", "", "delete to the left"),
            row(EDITING, Action.DELETE_RIGHT, "Delete Ctrl+D", "", "delete to the right"),
            row(EDITING, Action.CUT_WORD, "Ctrl+W", "", "cut back to the last blank"),
            row(EDITING, Action.CUT_WORD_LEFT, "Alt+Backspace Ctrl+Backspace", "", "cut the word to the left"),
            row(EDITING, Action.CUT_WORD_RIGHT, "Alt+d Ctrl+Delete", "", "cut the word to the right"),
            row(EDITING, Action.CUT_TO_END, "Ctrl+K", "", "cut to the end of the line"),
            row(EDITING, Action.CUT_TO_START, "Ctrl+U", "", "cut to the beginning of the line"),
            row(EDITING, Action.YANK, "Ctrl+Y", "", "put back what was cut last"),
            row(EDITING, Action.TRANSPOSE, "Ctrl+T", "", "swap two characters"),
            row(LIST, Action.LIST_UP, "Up k", "", "up"),
            row(LIST, Action.LIST_DOWN, "Down j", "", "down"),
            row(LIST, Action.LIST_PAGE_UP, "PgUp", "", "a page up"),
            row(LIST, Action.LIST_PAGE_DOWN, "PgDn", "", "a page down"),
            row(LIST, Action.LIST_FIRST, "Home g", "", "the first one"),
            row(LIST, Action.LIST_LAST, "End G", "", "the last one"),
            row(LIST, Action.FILTER, "/", "filter", "show only what holds a text"),
            row(LIST, Action.NEXT_PANE, "Tab", "", "the next pane"),
            row(LIST, Action.PREVIOUS_PANE, "Shift+Tab", "", "the pane before"),
            row(LIST, Action.HELP, "?", "", "this help"),
            row(USERS, Action.BROWSE, "Enter b", "browse", "look into what this user shares"),
            row(USERS, Action.DETAILS, "i", "details", "all that is known of this user"),
            row(FILES, Action.OPEN, "Enter Right l", "open", "open the folder, or download the file"),
            row(FILES, Action.DOWNLOAD, "d", "download", "download what is marked, or this file or folder"),
            row(FILES, Action.DOWNLOAD_INTO, "D", "", "download into another folder"),
            row(FILES, Action.MARK, "Space", "mark", "mark the file or folder, or unmark it"),
            row(FILES, Action.PEEK, "v", "peek", "look at the beginning of the file, without downloading it"),
            row(FILES, Action.FOLDER_UP, "Backspace h Left", "up", "the folder above"),
            row(FILES, Action.SORT_SIZE, "s", "", "sort by size; again: the other way round"),
            row(FILES, Action.SORT_NAME, "n", "", "sort by name"),
            row(FILES, Action.SORT_TIME, "t", "", "sort by date"),
            row(FILES, Action.DETAILS, "i", "", "all that is known of this file"),
            row(FILES, Action.RELOAD, "r", "", "ask for this folder again"),
            row(FILTER, Action.ACCEPT, "Enter", "keep", "keep the filter; Esc shows everything again"),
            row(FILTER, Action.LIST_UP, "Up", "", "up"),
            row(FILTER, Action.LIST_DOWN, "Down", "", "down"),
            row(HISTORY_SEARCH, Action.OLDER, "Ctrl+R Up", "older", "the one before"),
            row(HISTORY_SEARCH, Action.NEWER, "Down", "newer", "the one behind"),
            row(
                    HISTORY_SEARCH,
                    Action.ACCEPT,
                    "Enter Tab",
                    "take it",
                    "take it, to be changed or sent; Ctrl+C gives up"),
            row(ROOMS, Action.ACCEPT, "Enter", "go there", "go to this room, entering it"),
            row(ROOMS, Action.LIST_UP, "Up k", "", "up"),
            row(ROOMS, Action.LIST_DOWN, "Down j", "", "down"),
            row(ROOMS, Action.LIST_PAGE_UP, "PgUp", "", "a page up"),
            row(ROOMS, Action.LIST_PAGE_DOWN, "PgDn", "", "a page down"),
            row(ROOMS, Action.LIST_FIRST, "Home g", "", "the first one"),
            row(ROOMS, Action.LIST_LAST, "End G", "", "the last one"),
            row(ROOMS, Action.CLOSE, "q", "close", "close; Esc too"),
            row(PAGE, Action.LIST_UP, "Up k", "", "a line up"),
            row(PAGE, Action.LIST_DOWN, "Down j", "", "a line down"),
            row(PAGE, Action.LIST_PAGE_UP, "PgUp b", "", "a page up"),
            row(PAGE, Action.LIST_PAGE_DOWN, "PgDn Space", "page down", "a page down"),
            row(PAGE, Action.LIST_FIRST, "Home g", "", "the beginning"),
            row(PAGE, Action.LIST_LAST, "End G", "", "the end"),
            row(PAGE, Action.CLOSE, "q Enter ? i", "close", "close; Esc too"),
            row(CONFIRM, Action.CHOOSE_LEFT, "Left Shift+Tab Up", "", "the answer before"),
            row(CONFIRM, Action.CHOOSE_RIGHT, "Right Tab Down", "choose", "the next answer"),
            row(
                    CONFIRM,
                    Action.ACCEPT,
                    "Enter",
                    "answer",
                    "give the chosen answer; its letter does too, Esc changes nothing"),
            row(PROMPT, Action.ACCEPT, "Enter", "accept", "take what is written; Esc gives up"),
            row(PROMPT, Action.COMPLETE, "Tab", "complete", "complete the folder"),
            row(PASSWORD, Action.ACCEPT, "Enter", "log in", "log in with what is typed; it can be pasted too"),
            row(PASSWORD, Action.DELETE_LEFT, "Backspace", "", "delete the last character"),
            row(PASSWORD, Action.CUT_TO_START, "Ctrl+U Ctrl+W", "clear", "delete all; nothing of it is kept"),
            row(GATE, Action.BACK, "Esc", "not now", "put it aside; /reconnect asks again"),
            row(GATE, Action.REDRAW, "Ctrl+L", "", "draw everything anew"),
            row(GATE, Action.INTERRUPT, "Ctrl+C", "", "clear what is typed, or leave"),
            row(GATE, Action.SUSPEND, "Ctrl+Z", "", "back to the shell for a while; fg comes back"));

    private static final List<KeyRow> ROWS = Stream.of(COMMON, TransferKeys.rows(), MessageKeys.rows())
            .flatMap(List::stream)
            .toList();

    private static final Map<KeyContext, Map<Key, KeyRow>> BY_KEY = byKey();

    private KeyTable() {}

    /** All rows. */
    public static List<KeyRow> rows() {
        return ROWS;
    }

    /** The rows of one context. */
    public static List<KeyRow> rows(KeyContext context) {
        return ROWS.stream().filter(row -> row.context() == context).toList();
    }

    /** What the key does, looked up in the contexts in their order; empty for a key that does nothing there. */
    public static Optional<Action> action(List<KeyContext> contexts, Key key) {
        for (KeyContext context : contexts) {
            KeyRow row = BY_KEY.getOrDefault(context, Map.of()).get(key);
            if (row != null) {
                return Optional.of(row.action());
            }
        }
        return Optional.empty();
    }

    /** What the key line shows now: the ways to the panes, then what can be done here. */
    public static List<KeyRow> footer(AppState state) {
        List<KeyContext> contexts = KeyContext.of(state);
        List<KeyRow> shown = new ArrayList<>();
        if (state.overlay().isEmpty()) {
            addBrief(shown, EVERYWHERE);
        }
        contexts.stream().filter(context -> context != EVERYWHERE).forEach(context -> addBrief(shown, context));
        shown.removeIf(row -> !doesSomething(row, state));
        return shown;
    }

    /** Of keys that hold in a place but do nothing there just now the key line doesn't tell. */
    private static boolean doesSomething(KeyRow row, AppState state) {
        return switch (row.action()) {
            case BACK -> row.context() == GATE || KeyContext.of(state).contains(LIST) || state.isBare();
            case JUMP ->
                state.room()
                        .markedLine()
                        .filter(line -> line.replyTo().isPresent())
                        .isPresent();
            default -> true;
        };
    }

    private static void addBrief(List<KeyRow> shown, KeyContext context) {
        rows(context).stream().filter(row -> !row.brief().isEmpty()).forEach(shown::add);
    }

    static KeyRow row(KeyContext context, Action action, String keys, String brief, String help) {
        List<Key> parsed = Arrays.stream(keys.split(" ")).map(Key::parse).toList();
        return new KeyRow(context, action, parsed, brief, help);
    }

    private static Map<KeyContext, Map<Key, KeyRow>> byKey() {
        Map<KeyContext, Map<Key, KeyRow>> byKey = new EnumMap<>(KeyContext.class);
        for (KeyRow row : ROWS) {
            for (Key key : row.keys()) {
                byKey.computeIfAbsent(row.context(), context -> new HashMap<>()).put(key, row);
            }
        }
        return byKey;
    }
}
