package io.naru.common.message;

/** How a relay takes new accounts. On the wire its name in lower case. */
public enum Registration {
    /** From the command line of the relay only. */
    CLOSED,
    /** With the code of an invite. */
    INVITE,
    /** An unknown name registers itself at its first login. */
    OPEN
}
