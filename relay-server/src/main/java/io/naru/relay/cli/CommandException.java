package io.naru.relay.cli;

import java.io.IOException;

/** A command can't do what it was asked for; the message is a sentence for its user. */
final class CommandException extends IOException {

    private static final long serialVersionUID = 1L;

    CommandException(String sentence) {
        super(sentence);
    }

    CommandException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
