package io.naru.client.data;

import java.io.IOException;

/** What comes can't be kept here: the disk is full, say. The message is a whole sentence for people. */
public final class PartFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a sentence that says what happened and what to do, and what the system said. */
    public PartFileException(String sentence, IOException cause) {
        super(sentence, cause);
    }
}
