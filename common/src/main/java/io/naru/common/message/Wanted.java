package io.naru.common.message;

/** What of a file is asked for on a data connection (PROTOCOL.md, section 7). */
public enum Wanted {
    /** What it is: size, time, root. */
    FACTS,
    /** The same, and the hashes of its chunks if there are any. */
    MANIFEST,
    /** The same, and then all its octets. */
    ALL,
    /** Some of its chunks. */
    CHUNKS
}
