package io.naru.common.message;

/** What a client's credentials ask for. On the wire its name in lower case. */
public enum LoginMode {
    /** To log in; an open relay registers an unknown name by it. */
    LOGIN,
    /** To make the account, then log in. */
    REGISTER,
    /** To log in by the key of the connection; {@link ClientMessage.KeyLogin} alone has it. */
    KEY
}
