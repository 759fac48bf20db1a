package io.naru.relay.hub;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;

/**
 * Accepts messages for one user and never blocks. What the user's client doesn't understand, it leaves out.
 *
 * <p>Threading: confined to the relay's loop.
 */
public interface Outlet {
    /** What the user's client speaks. */
    Level level();

    /** A message that others get in this moment too, before the next one is begun. */
    void broadcast(Outgoing message);

    /** A message that others get at other times too. */
    void tell(Outgoing message);

    /** A message for this user alone. */
    void tell(RelayMessage message);

    /**
     * A FILE frame with the sender's name in it.
     *
     * @param sender slowed down while much waits for this user, so that a long list doesn't overflow the queue
     * @return false if so much waits that it was left out
     */
    boolean forward(FileEnvelope envelope, Outlet sender);

    /** Takes nothing from this user's client until {@link #speedUp} was called as often. */
    void slowDown();

    /** Ends one {@link #slowDown}. */
    void speedUp();
}
