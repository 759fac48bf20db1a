package io.naru.client.plain;

import java.io.IOException;

/** An errand can't be carried out, for a reason that scripts tell from others. The message is a sentence. */
public final class OutcomeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    OutcomeException(Outcome outcome, String sentence) {
        super(sentence);
        this.outcome = outcome;
    }

    /** Which reason. */
    public Outcome outcome() {
        return outcome;
    }
}
