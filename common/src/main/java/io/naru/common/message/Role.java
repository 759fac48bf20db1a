package io.naru.common.message;

/** What a user may do. On the wire its name in lower case. */
public enum Role {
    /** Talk and share. */
    MEMBER,
    /** Moderate, too. */
    OPERATOR,
    /** Everything. */
    OWNER
}
