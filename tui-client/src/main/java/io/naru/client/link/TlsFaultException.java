package io.naru.client.link;

import java.io.IOException;

/** The host takes connections, but no TLS came about; the message is a reason, as the end of a sentence. */
final class TlsFaultException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFaultException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
