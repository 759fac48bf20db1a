package io.naru.common.message;

/**
 * A value breaks its rules. Its message is a sentence for people that says which rule. From a peer it becomes a
 * {@link io.naru.common.wire.ProtocolException}, from a user a line on the screen.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** A broken rule, in a sentence that copies nothing from the value. */
    public InvalidValueException(String sentence) {
        super(sentence);
    }
}
