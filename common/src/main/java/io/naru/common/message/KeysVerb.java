package io.naru.common.message;

/** What a client asks about the keys of its account. On the wire its name in lower case. */
public enum KeysVerb {
    /** Which keys are bound. */
    LIST,
    /** To bind the key with which this connection was made. */
    ADD,
    /** To unbind a key. */
    REMOVE
}
