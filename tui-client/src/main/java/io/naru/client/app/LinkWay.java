package io.naru.client.app;

import io.naru.client.link.RelayLink;
import io.naru.client.talk.RelayWay;
import io.naru.common.message.ClientMessage;

/**
 * The way of chat through the link.
 *
 * <p>Threading: the agent's.
 */
record LinkWay(RelayLink link) implements RelayWay {
    @Override
    public boolean tell(ClientMessage message) {
        return link.tell(message);
    }

    @Override
    public boolean isEnded() {
        return link.isEnded();
    }
}
