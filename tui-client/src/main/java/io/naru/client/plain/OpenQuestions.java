package io.naru.client.plain;

/**
 * How many questions the relay hasn't answered yet.
 *
 * <p>Threading: one thread.
 */
final class OpenQuestions {
    private int count;

    void asked() {
        count++;
    }

    /** One was answered or refused; what nobody asked for isn't counted. */
    void answered() {
        count = Math.max(0, count - 1);
    }

    boolean areOpen() {
        return count > 0;
    }
}
