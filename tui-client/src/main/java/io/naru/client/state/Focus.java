package io.naru.client.state;

/** Where keys go while no overlay is open. */
public enum Focus {
    /** The line being written, and the chat above it, which scrolls from here. */
    COMPOSER,
    /** The list of users. */
    USERS,
    /** Somebody's files. */
    FILES,
    /** The Queue window, which stands in place of the chat while it has the focus. */
    QUEUE
}
