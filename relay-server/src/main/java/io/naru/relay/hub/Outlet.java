package io.naru.relay.hub;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;
import java.util.Iterator;

/**
 * Accepts messages for one session of a user and never blocks. What its client doesn't understand, it leaves out.
 *
 * <p>Threading: confined to the relay's loop.
 */
public interface Outlet {
    /** What the client speaks. */
    Level level();

    /** A message that others get in this moment too, before the next one is begun. */
    void broadcast(Outgoing message);

    /**
     * The same for something that can be left out.
     *
     * @return false if so much waits for this client that it was
     */
    boolean broadcastUnlessBusy(Outgoing message);

    /** A message that others get at other times too. */
    void tell(Outgoing message);

    /** A message for this session alone. */
    void tell(RelayMessage message);

    /** Many messages for this session alone, told some at a time as its client takes them, in the order of asking. */
    void tellByAndBy(Iterator<RelayMessage> messages);

    /**
     * A FILE frame with the sender's name in it.
     *
     * @param sender slowed down while much waits for this client, so that a long list doesn't overflow the queue
     * @return false if so much waits that it was left out
     */
    boolean forward(FileEnvelope envelope, Outlet sender);

    /** Takes nothing from this client until {@link #speedUp} was called as often. */
    void slowDown();

    /** Ends one {@link #slowDown}. */
    void speedUp();
}
