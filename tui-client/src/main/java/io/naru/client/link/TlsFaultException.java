package io.naru.client.link;

import java.io.IOException;

/** The host takes connections, but no TLS came about; the message is a reason, as the end of a sentence. */
final class TlsFaultException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean isKeyKnown;

    /**
     * A fault.
     *
     * @param isKeyKnown whether a key of the relay is known, so that there was TLS before
     */
    TlsFaultException(IOException cause, boolean isKeyKnown) {
        super(cause.getMessage(), cause);
        this.isKeyKnown = isKeyKnown;
    }

    boolean isKeyKnown() {
        return isKeyKnown;
    }
}
