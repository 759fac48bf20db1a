package io.naru.client.input;

/** What a key does; {@link KeyTable} says which key, where, and in words. */
public enum Action {
    /** Opens and closes the help. */
    HELP,
    /** Goes to the composer. */
    GO_COMPOSER,
    /** Goes to the users. */
    GO_USERS,
    /** Goes to the files. */
    GO_FILES,
    /** Goes to the Queue window, and back. */
    GO_QUEUE,
    /** Goes to the next pane. */
    NEXT_PANE,
    /** Goes to the pane before. */
    PREVIOUS_PANE,
    /** Goes to the room of a number. */
    GO_ROOM,
    /** Goes to the next room. */
    NEXT_ROOM,
    /** Goes to the room before. */
    PREVIOUS_ROOM,
    /** Goes to the next room in which something was said. */
    ACTIVE_ROOM,
    /** Sends again what wasn't sent. */
    RESEND,
    /** Forgets what wasn't sent. */
    DROP,
    /** Searches the scrollback. */
    SEARCH,
    /** Shows only the chat, and all again. */
    BARE,
    /** Draws everything anew. */
    REDRAW,
    /** Goes back to the shell for a while. */
    SUSPEND,
    /** Gives up the nearest thing, or leaves. */
    INTERRUPT,
    /** Closes the nearest thing. */
    BACK,

    /** Sends what is written. */
    SEND,
    /** Begins a line inside the message. */
    NEW_LINE,
    /** Completes, or takes the next candidate. */
    COMPLETE,
    /** Takes the candidate before. */
    COMPLETE_BACK,
    /** A line up, or back in the history. */
    UP,
    /** A line down, or forward in the history. */
    DOWN,
    /** Searches the history. */
    SEARCH_HISTORY,
    /** A page of the chat up. */
    SCROLL_UP,
    /** A page of the chat down. */
    SCROLL_DOWN,
    /** The beginning of the chat. */
    SCROLL_TOP,
    /** The end of the chat. */
    SCROLL_BOTTOM,
    /** The first unread line. */
    SCROLL_UNREAD,

    /** A character to the left. */
    LEFT,
    /** A character to the right. */
    RIGHT,
    /** The beginning of the line. */
    LINE_START,
    /** The end of the line. */
    LINE_END,
    /** A word to the left. */
    WORD_LEFT,
    /** A word to the right. */
    WORD_RIGHT,
    /** Deletes to the left. */
    DELETE_LEFT,
    /** Deletes to the right. */
    DELETE_RIGHT,
    /** Cuts back to the last blank. */
    CUT_WORD,
    /** Cuts the word to the left. */
    CUT_WORD_LEFT,
    /** Cuts the word to the right. */
    CUT_WORD_RIGHT,
    /** Cuts to the end of the line. */
    CUT_TO_END,
    /** Cuts to the beginning of the line. */
    CUT_TO_START,
    /** Puts back what was cut. */
    YANK,
    /** Swaps two characters. */
    TRANSPOSE,

    /** Up in a list or page. */
    LIST_UP,
    /** Down in a list or page. */
    LIST_DOWN,
    /** A page up in a list or page. */
    LIST_PAGE_UP,
    /** A page down in a list or page. */
    LIST_PAGE_DOWN,
    /** The beginning of a list or page. */
    LIST_FIRST,
    /** The end of a list or page. */
    LIST_LAST,
    /** Narrows the list. */
    FILTER,

    /** Opens the share of the user under the cursor. */
    BROWSE,
    /** Shows all that is known of what is under the cursor. */
    DETAILS,
    /** Opens a folder, downloads a file. */
    OPEN,
    /** Opens the folder above. */
    FOLDER_UP,
    /** Downloads the marked files, or the one under the cursor. */
    DOWNLOAD,
    /** The same, into a folder that is asked for. */
    DOWNLOAD_INTO,
    /** Marks a file, or unmarks it. */
    MARK,
    /** Sorts by size. */
    SORT_SIZE,
    /** Sorts by name. */
    SORT_NAME,
    /** Sorts by date. */
    SORT_TIME,
    /** Asks for the folder again. */
    RELOAD,
    /** Looks at the beginning of a file. */
    PEEK,

    /** Tries a download again. */
    RETRY,
    /** Cancels a transfer, or clears one that has ended. */
    CANCEL,
    /** Sorts the transfers in the next way. */
    SORT,
    /** Leaves a download alone, or goes on with it. */
    PAUSE,
    /** Lets a download go before others. */
    RAISE,
    /** Lets a download go behind others. */
    LOWER,
    /** Marks a transfer, or unmarks it. */
    MARK_TRANSFER,
    /** Shows the files of a folder or hides them; of a file shows the details. */
    OPEN_TRANSFER,
    /** Shows the files of a folder. */
    UNFOLD,
    /** Hides the files of a folder. */
    FOLD,

    /** Shows what others offer. */
    GO_OFFERS,
    /** Fetches what is offered. */
    TAKE,
    /** Declines what is offered. */
    REFUSE,
    /** Fetches what is offered, now and later. */
    TAKE_ALWAYS,

    /** Takes the answer, the filter, or what was found. */
    ACCEPT,
    /** Closes a page. */
    CLOSE,
    /** The hit before. */
    OLDER,
    /** The hit behind. */
    NEWER,
    /** The answer before. */
    CHOOSE_LEFT,
    /** The next answer. */
    CHOOSE_RIGHT,

    /** Picks out a message, or the one before. */
    MARK_OLDER,
    /** Picks out the message behind. */
    MARK_NEWER,
    /** Answers the message that is picked out. */
    REPLY,
    /** Goes from an answer to what it answers. */
    JUMP,
    /** Searches what the relay keeps. */
    SEARCH_RELAY,
    /** Searches in one room, or in all. */
    SCOPE
}
