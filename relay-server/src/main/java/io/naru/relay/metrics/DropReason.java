package io.naru.relay.metrics;

import java.util.Locale;

/** Why a connection or a frame was dropped; every drop is counted under one of these. */
public enum DropReason {
    /** The client said CLOSE, or ended its stream. */
    CLIENT_LEFT,
    /** The socket failed: reset, unreachable, keep-alive given up. */
    CONNECTION_LOST,
    /** More connections than the relay, or one address, may have. */
    TOO_MANY_CONNECTIONS,
    /** The table of users was full. */
    RELAY_FULL,
    /** Wrong password, unknown user, name taken, registration closed. */
    LOGIN_REFUSED,
    /** Too many logins waited, or the store failed. */
    LOGIN_UNAVAILABLE,
    /** No login within the deadline. */
    LOGIN_TIMEOUT,
    /** Nothing was heard for too long. */
    IDLE_TIMEOUT,
    /** Octets that are no frame, or a frame that is no message, or one that isn't allowed before login. */
    PROTOCOL_BROKEN,
    /** A web browser, an ssh client, or whatever else took this port for another one. */
    STRANGER,
    /** TLS below 1.3, a broken record, a certificate that is none, or octets that only began like TLS. */
    TLS_FAILED,
    /** Too many TLS handshakes waited for their arithmetic. */
    HANDSHAKES_FULL,
    /** A connection without TLS, where the relay doesn't take any. */
    PLAIN_REFUSED,
    /** The queue to the reader was full. */
    SLOW_READER,
    /** The client went on sending far more than its limits. */
    TOO_FAST,
    /** Readers that don't read, or frames without an end, held more memory together than the relay allows. */
    MEMORY_LIMIT,
    /** The user has as many newer or livelier sessions as one may have. */
    REPLACED,
    /** The user, the key or the address is banned. */
    BANNED,
    /** Somebody who may ended the session. */
    KICKED,
    /** The account that the user was logged in to was removed. */
    ACCOUNT_REMOVED,
    /** Nobody is let in at the moment. */
    DRAINING,
    /** The relay stopped. */
    STOPPING,
    /** A fault of the relay itself. */
    FAULT,
    /** A way through the relay: a token that isn't valid, or a way that may not be had. */
    SPLICE_REFUSED,
    /** A way through the relay: a side didn't come. */
    SPLICE_UNMATCHED,
    /** A way through the relay: nothing passed for too long. */
    SPLICE_IDLE,
    /** A way through the relay: the volume of an account was used up. */
    SPLICE_VOLUME,
    /** A frame only: what it answers was asked by somebody who has left. */
    ANSWER_TO_NOBODY,
    /** A frame only: too much waited for the user whom it was for. */
    RECEIVER_BUSY,
    /** A frame only: its type or command isn't known, or isn't for relays. */
    UNKNOWN_FRAME;

    /** As figures and logs name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
