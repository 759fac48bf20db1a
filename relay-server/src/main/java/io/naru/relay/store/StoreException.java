package io.naru.relay.store;

import java.io.IOException;

/** The data folder or the database can't be used; the message is a sentence for whoever runs the relay. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /** A refusal that no other fault caused. */
    public StoreException(String sentence) {
        super(sentence);
    }

    /** A refusal with the fault behind it, for the debug log. */
    public StoreException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
