package io.naru.common.message;

/** What an entry of a listing is. On the wire its name in lower case. */
public enum EntryKind {
    /** A regular file. */
    FILE,
    /** A folder, to be listed by itself. */
    FOLDER
}
