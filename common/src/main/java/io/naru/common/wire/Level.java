package io.naru.common.wire;

/** What a connection speaks (PROTOCOL.md, section 1). */
public enum Level {
    /** The original system's frames and nothing else; the unit separator has no meaning. */
    BASE,
    /** The same frames with fields behind their base text, and the newer types. Begins with HELLO. */
    EXTENDED
}
