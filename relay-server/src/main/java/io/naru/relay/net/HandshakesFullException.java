package io.naru.relay.net;

import java.io.IOException;

/** A TLS handshake can't go on, since too many others wait for their arithmetic. */
final class HandshakesFullException extends IOException {
    private static final long serialVersionUID = 1;

    HandshakesFullException(Throwable cause) {
        super("too many handshakes at once", cause);
    }
}
