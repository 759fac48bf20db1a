package io.naru.client.cli;

import java.io.IOException;

/** A command can't be carried out. The message is the sentence for the user, which says what to do. */
final class CommandException extends IOException {
    private static final long serialVersionUID = 1L;

    CommandException(String sentence) {
        super(sentence);
    }

    CommandException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
