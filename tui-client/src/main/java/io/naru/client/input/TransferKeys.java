package io.naru.client.input;

import static io.naru.client.input.KeyContext.FOUND;
import static io.naru.client.input.KeyContext.OFFERS;
import static io.naru.client.input.KeyContext.PEEK;
import static io.naru.client.input.KeyContext.QUEUE;
import static io.naru.client.input.KeyTable.row;

import java.util.List;

/**
 * The keys for transfers, for what others offer, for what was found in their files, and for a look at one.
 *
 * <p>Threading: immutable.
 */
final class TransferKeys {
    private static final List<KeyRow> ROWS = List.of(
            row(
                    QUEUE,
                    Action.CANCEL,
                    "x Delete",
                    "cancel",
                    "cancel the marked transfers, or this one; clear what has ended"),
            row(QUEUE, Action.PAUSE, "p", "pause", "pause the marked downloads, or this one; again: go on"),
            row(QUEUE, Action.RETRY, "r", "retry", "try the marked downloads, or this one, again"),
            row(QUEUE, Action.OPEN_TRANSFER, "Enter", "open", "the files of a folder, and back; of a file the details"),
            row(QUEUE, Action.RAISE, "+ =", "sooner", "let it go before others"),
            row(QUEUE, Action.LOWER, "-", "later", "let it go behind others"),
            row(QUEUE, Action.MARK_TRANSFER, "Space", "mark", "mark the transfer, or unmark it"),
            row(QUEUE, Action.UNFOLD, "Right l", "", "show the files of the folder"),
            row(QUEUE, Action.FOLD, "Left h", "", "hide the files of the folder"),
            row(QUEUE, Action.DETAILS, "i", "details", "all that is known of this transfer"),
            row(QUEUE, Action.SORT, "o", "sort", "sort by age, turn, state, user or file"),
            row(FOUND, Action.ACCEPT, "Enter d", "download", "download it, from all who have it"),
            row(FOUND, Action.BROWSE, "b", "browse", "look into the folder of its first owner"),
            row(FOUND, Action.PEEK, "v", "peek", "look at its beginning"),
            row(FOUND, Action.LIST_UP, "Up k", "", "up"),
            row(FOUND, Action.LIST_DOWN, "Down j", "", "down"),
            row(FOUND, Action.LIST_PAGE_UP, "PgUp", "", "a page up"),
            row(FOUND, Action.LIST_PAGE_DOWN, "PgDn Space", "", "a page down"),
            row(FOUND, Action.LIST_FIRST, "Home g", "", "the first one"),
            row(FOUND, Action.LIST_LAST, "End G", "", "the last one so far"),
            row(FOUND, Action.CLOSE, "q", "close", "close; Esc too. /find comes back here"),
            row(PEEK, Action.DOWNLOAD, "d", "download", "download the file"),
            row(OFFERS, Action.TAKE, "y Enter", "accept", "fetch what is offered"),
            row(OFFERS, Action.REFUSE, "n", "decline", "say that you don't want it"),
            row(OFFERS, Action.TAKE_ALWAYS, "a", "always", "fetch this, and whatever this verified user offers"),
            row(OFFERS, Action.LIST_UP, "Up k", "", "up"),
            row(OFFERS, Action.LIST_DOWN, "Down j", "", "down"),
            row(OFFERS, Action.LIST_PAGE_UP, "PgUp", "", "a page up"),
            row(OFFERS, Action.LIST_PAGE_DOWN, "PgDn", "", "a page down"),
            row(OFFERS, Action.LIST_FIRST, "Home g", "", "the first one"),
            row(OFFERS, Action.LIST_LAST, "End G", "", "the last one"),
            row(OFFERS, Action.CLOSE, "q", "not now", "close; Esc too. F8 comes back here"));

    private TransferKeys() {}

    static List<KeyRow> rows() {
        return ROWS;
    }
}
