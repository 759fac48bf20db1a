package io.naru.client.input;

import static io.naru.client.input.KeyContext.COMPOSER;
import static io.naru.client.input.KeyContext.HITS;
import static io.naru.client.input.KeyContext.MARKED;
import static io.naru.client.input.KeyContext.SEARCH;
import static io.naru.client.input.KeyTable.row;

import java.util.List;

/**
 * The keys for finding messages and for answering them.
 *
 * <p>Threading: immutable.
 */
final class MessageKeys {
    private static final List<KeyRow> ROWS = List.of(
            row(COMPOSER, Action.MARK_OLDER, "Alt+Up", "", "mark a message, or the one before"),
            row(COMPOSER, Action.MARK_NEWER, "Alt+Down", "", "mark the message behind"),
            row(
                    COMPOSER,
                    Action.REPLY,
                    "Alt+r F7",
                    "",
                    "answer the marked message, or the last one of somebody else; Esc doesn't"),
            row(MARKED, Action.MARK_OLDER, "Up Alt+Up", "", "the message before"),
            row(MARKED, Action.MARK_NEWER, "Down Alt+Down", "", "the message behind"),
            row(MARKED, Action.REPLY, "Alt+r F7", "answer", "answer this message; /reply TEXT too"),
            row(
                    MARKED,
                    Action.JUMP,
                    "Enter",
                    "original",
                    "go from an answer to what it answers; Esc takes the mark away"),
            row(MARKED, Action.RESEND, "Alt+s F9", "", "send this message again, if it wasn't sent; /resend too"),
            row(MARKED, Action.DROP, "Alt+x F10", "", "forget this message, if it wasn't sent; /drop too"),
            row(MARKED, Action.SCROLL_UP, "PgUp", "", "the chat a page up"),
            row(MARKED, Action.SCROLL_DOWN, "PgDn", "", "the chat a page down"),
            row(MARKED, Action.SCROLL_TOP, "Alt+Home Ctrl+Home", "", "the beginning of the chat"),
            row(MARKED, Action.SCROLL_BOTTOM, "Alt+End Ctrl+End", "", "the end of the chat"),
            row(
                    SEARCH,
                    Action.SEARCH_RELAY,
                    "Enter",
                    "all of it",
                    "search what the relay keeps, as far back as it goes"),
            row(SEARCH, Action.OLDER, "Up", "older", "the hit before; Ctrl+F too"),
            row(SEARCH, Action.NEWER, "Down", "newer", "the hit behind"),
            row(SEARCH, Action.SCROLL_UP, "PgUp", "", "the chat a page up"),
            row(SEARCH, Action.SCROLL_DOWN, "PgDn", "", "the chat a page down"),
            row(HITS, Action.ACCEPT, "Enter", "open", "show the message in its place; /search comes back here"),
            row(HITS, Action.SCOPE, "Tab", "room or all", "search in the shown room alone, or in all"),
            row(HITS, Action.LIST_UP, "Up k", "", "up"),
            row(HITS, Action.LIST_DOWN, "Down j", "", "down; more comes near the end"),
            row(HITS, Action.LIST_PAGE_UP, "PgUp", "", "a page up"),
            row(HITS, Action.LIST_PAGE_DOWN, "PgDn Space", "", "a page down"),
            row(HITS, Action.LIST_FIRST, "Home g", "", "the newest one"),
            row(HITS, Action.LIST_LAST, "End G", "", "the oldest one so far"),
            row(HITS, Action.CLOSE, "q", "close", "close; Esc too"));

    private MessageKeys() {}

    static List<KeyRow> rows() {
        return ROWS;
    }
}
