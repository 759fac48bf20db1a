package io.naru.client.data;

import java.io.IOException;

/** The other end of a line did what it mustn't; the line ends. The message is a sentence for people. */
public final class PeerFault extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a whole sentence that says what it did. */
    public PeerFault(String sentence) {
        super(sentence);
    }
}
