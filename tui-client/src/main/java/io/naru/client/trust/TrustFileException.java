package io.naru.client.trust;

import java.io.IOException;

/** A file with keys can't be used, so that there is nothing to go by; the message is a sentence. */
public final class TrustFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public TrustFileException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public TrustFileException(String sentence) {
        super(sentence);
    }
}
