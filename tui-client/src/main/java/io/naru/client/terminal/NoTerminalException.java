package io.naru.client.terminal;

import java.io.IOException;

/** There is no terminal that could show a full screen. The message is a sentence for the user, which says why. */
public final class NoTerminalException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the sentence to show. */
    public NoTerminalException(String sentence) {
        super(sentence);
    }

    /** With the sentence to show and what brought it about. */
    public NoTerminalException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
