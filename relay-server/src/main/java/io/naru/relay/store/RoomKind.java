package io.naru.relay.store;

/** What a room is; the words of the column {@code kind}. */
enum RoomKind {
    /** Everybody may enter. */
    PUBLIC,
    /** Who was invited may. */
    PRIVATE,
    /** A conversation of two accounts, or of one with itself. */
    DIRECT,
    /** Nobody's any more; what was said in it is being cleared away. */
    GONE
}
