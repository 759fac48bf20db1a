package io.naru.relay.session;

/**
 * Where a session stands.
 *
 * <pre>
 *                 HELLO, or CRED           accepted
 *     CONNECTED ------------------> AUTH ------------> GRANT
 *         |                           |                  |
 *         |  deadline, broken frame,  |  refused, else   |  CLOSE, silence, slow reader,
 *         |  anything else            |  as before       |  broken frame, replaced, stop
 *         v                           v                  v
 *       CLOSING ---- last words taken, or waited long enough ----> CLOSED
 *
 *     any -- the socket ends ------------------------------------> CLOSED
 * </pre>
 */
enum SessionState {
    /** Nothing was said yet, so the level isn't known. */
    CONNECTED,
    /** Must log in, or is being looked up. */
    AUTH,
    /** Logged in, in the room. */
    GRANT,
    /** Was told why it ends. */
    CLOSING,
    /** The socket is closed. */
    CLOSED
}
