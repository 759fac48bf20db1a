package io.naru.client.plain;

import io.naru.client.app.Talk;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What this user says, until its receipt; and what waits for the user to say whether it is to be sent.
 *
 * <p>Threading: one thread.
 */
final class PlainPending {
    private record Message(RoomName room, String text) {}

    private final PlainOutput output;
    private final Talk talk;
    private final Map<MessageId, Message> sent = new LinkedHashMap<>();
    private final Map<MessageId, Message> held = new LinkedHashMap<>();

    PlainPending(PlainOutput output, Talk talk) {
        this.output = output;
        this.talk = talk;
    }

    /** How many messages are on their way. */
    int count() {
        return sent.size();
    }

    void say(MessageId id, RoomName room, String text, OptionalLong replyTo) {
        sent.put(id, new Message(room, text));
        talk.say(id, room, text, replyTo);
    }

    void onReceipt(MessageId id) {
        sent.remove(id);
        held.remove(id);
    }

    /** The message wasn't taken; false if it isn't one of these. */
    boolean onRefused(MessageId id, String sentence) {
        Message message = sent.remove(id);
        message = message == null ? held.remove(id) : message;
        if (message != null) {
            output.fails("Not sent" + place(message) + ": \"" + message.text() + "\". " + sentence);
        }
        return message != null;
    }

    private static String place(Message message) {
        return message.room().equals(RoomName.LOBBY) ? "" : " to " + message.room();
    }

    /** Left over from an earlier run, or kept over a break of the link. */
    void onPending(RoomEvent.Pending event) {
        Message message = new Message(event.room(), event.text());
        if (event.isHeld()) {
            sent.remove(event.id());
            if (held.put(event.id(), message) == null) {
                output.fails("Not sent" + place(message) + ": \"" + message.text()
                        + "\". /resend sends it, /drop forgets" + " it.");
            }
        } else if (sent.put(event.id(), message) == null) {
            output.happens("left over from before, to be sent" + place(message) + ": " + message.text());
        }
    }

    void onDropped(MessageId id) {
        sent.remove(id);
        if (held.remove(id) != null) {
            output.happens("forgotten");
        }
    }

    void resend(OptionalInt number) {
        for (MessageId id : chosen(number)) {
            sent.put(id, held.remove(id));
            talk.resend(id);
        }
    }

    void drop(OptionalInt number) {
        chosen(number).forEach(talk::drop);
    }

    private List<MessageId> chosen(OptionalInt number) {
        List<MessageId> ids = new ArrayList<>(held.keySet());
        if (ids.isEmpty() || number.isPresent() && number.getAsInt() > ids.size()) {
            output.fails(ids.isEmpty() ? "Nothing waits here to be sent." : "So many messages don't wait here.");
            return List.of();
        }
        return number.isPresent() ? List.of(ids.get(number.getAsInt() - 1)) : ids;
    }
}
