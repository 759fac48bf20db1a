package io.naru.client.ways;

import java.io.Closeable;
import java.util.function.Function;

/**
 * What is done with an owner's answer: finding the best way, or trying all of them.
 *
 * <p>Threading: the agent's.
 */
interface Search extends Closeable {
    /** Begins, when the owner's answer is there. */
    void start();

    /** The owner has connected back, and shown the token that it gave. */
    void onReverse(Securing.Secured line);

    /** The relay will pass data on; {@code dial} connects to it. */
    void onSplice(Function<Dial.Outcome, Closeable> dial);

    /** The relay won't; the reason stands behind a colon. */
    void onNoSplice(String reason);

    /** Gives up; nothing is told afterwards. */
    @Override
    void close();
}
