package io.naru.client.talk;

import io.naru.common.message.ClientMessage;

/** The way of chat to the relay; on the agent's thread. */
public interface RelayWay {
    /** Queues a message; false when there is no link or its queue is full. */
    boolean tell(ClientMessage message);

    /** Whether there is neither a link nor the intent to have one. */
    boolean isEnded();
}
