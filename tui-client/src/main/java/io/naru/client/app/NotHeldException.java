package io.naru.client.app;

/** A step of the demo's script didn't do what it is there to show; the message says which. */
final class NotHeldException extends Exception {
    private static final long serialVersionUID = 1L;

    NotHeldException(String sentence) {
        super(sentence);
    }
}
