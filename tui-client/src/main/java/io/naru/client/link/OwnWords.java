package io.naru.client.link;

import io.naru.client.event.EngineEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FreeText;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.MessageId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was said on one connection and has no receipt yet.
 *
 * <p>Threading: the agent's.
 */
final class OwnWords {
    private final Predicate<ClientMessage> way;
    private final EngineEvent.Sink sink;
    /** Oldest first. */
    private final Set<MessageId> unreceipted = new LinkedHashSet<>();

    OwnWords(Predicate<ClientMessage> way, EngineEvent.Sink sink) {
        this.way = way;
        this.sink = sink;
    }

    /** Says something, or tells why not. */
    void say(MessageId id, String text, int octetsMax) {
        if (FreeText.octets(text) > octetsMax) {
            refuse(
                    id,
                    "That is too long: this relay takes " + octetsMax + " octets in one message, and it has "
                            + FreeText.octets(text) + ".");
            return;
        }
        try {
            if (way.test(new ClientMessage.Chat(text, Optional.of(id), Optional.empty()))) {
                unreceipted.add(id);
            } else {
                refuse(id, "The relay is too slow to take more now. Try again in a moment.");
            }
        } catch (InvalidValueException e) {
            refuse(id, e.getMessage());
        }
    }

    void onReceipt(MessageId id) {
        unreceipted.remove(id);
    }

    /** The relay refuses; false if nothing with that id was said. */
    boolean onRefused(MessageId id, String sentence) {
        if (!unreceipted.remove(id)) {
            return false;
        }
        refuse(id, sentence);
        return true;
    }

    /** The connection is gone. */
    void onEnd() {
        for (MessageId id : unreceipted) {
            refuse(
                    id,
                    "The connection broke before the relay said that it has this. It may have arrived or not: send it"
                            + " again if it is missing.");
        }
        unreceipted.clear();
    }

    private void refuse(MessageId id, String sentence) {
        sink.post(new EngineEvent.ChatRefused(id, sentence));
    }
}
