package io.naru.client.view;

/** What a piece of the screen is for; the {@link Theme} says how that looks. */
public enum Role {
    /** Ordinary text. */
    TEXT,
    /** What may be overlooked: times, dates, sizes, hints. */
    MUTED,
    /** What stands out without being urgent: selected values, room names. */
    ACCENT,
    /** One's own name. */
    OWN_NAME,
    /** Something the program or the relay says, as opposed to a person: joins, topics, notices. */
    NOTICE,
    /** Success: connected, done, have it. */
    GOOD,
    /** Something to look at: reconnecting, away, unknown identity. */
    WARNING,
    /** Something that went wrong. */
    ERROR,
    /** A message that isn't acknowledged yet. */
    PENDING,
    /** A line or word that names the user. */
    MENTION,
    /** A hit of a search or filter. */
    MATCH,
    /** The line above the first unread message. */
    UNREAD_LINE,
    /** Frames around panes that don't have the focus. */
    BORDER,
    /** The frame around the pane that has the focus. */
    BORDER_FOCUSED,
    /** Titles of panes that don't have the focus. */
    TITLE,
    /** Title of the pane that has the focus. */
    TITLE_FOCUSED,
    /** The status line at the top. */
    STATUS,
    /** A room tab with nothing new. */
    TAB,
    /** The tab of the room that is shown. */
    TAB_ACTIVE,
    /** The tab of a room with unread messages. */
    TAB_UNREAD,
    /** The tab of a room where the user was named. */
    TAB_NAMED,
    /** The line under the cursor of a list that has the focus. */
    SELECTED,
    /** The line under the cursor of a list that doesn't have the focus. */
    SELECTED_UNFOCUSED,
    /** A marked line of a list. */
    MARKED,
    /** Someone who is present. */
    PRESENT,
    /** Someone who is away. */
    AWAY,
    /** A folder of a share. */
    FOLDER,
    /** The part of a progress bar that is done. */
    PROGRESS_DONE,
    /** The part of a progress bar that isn't done. */
    PROGRESS_REST,
    /** What stands before the composer's text. */
    PROMPT,
    /** The text in the composer. */
    COMPOSER,
    /** A key in the key line and the help. */
    KEY,
    /** What a key does, in the key line. */
    KEY_TEXT,
    /** An address of a web page. */
    LINK
}
