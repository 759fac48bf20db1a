package io.naru.client.update;

import io.naru.client.state.Composer;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Person;
import io.naru.client.state.Room;
import io.naru.client.state.Scroll;
import io.naru.client.state.TextField;
import io.naru.common.message.FreeText;
import io.naru.common.message.MessageId;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What this user says, from Enter to its receipt.
 *
 * <p>Threading: made for one event.
 */
final class OwnMessages {
    /** How an action travels: as text that any client can show. */
    static final String ACTION_PREFIX = "/me ";

    private final Turn turn;

    OwnMessages(Turn turn) {
        this.turn = turn;
    }

    /**
     * Says the text; what can't be sent now stays in the composer, with a hint that says why.
     *
     * @param text as it goes over the wire
     */
    void say(String text) {
        String clean = FreeText.scrub(text);
        if (clean.isBlank()) {
            return;
        }
        if (!turn.link.isUp() || turn.link.me().isEmpty()) {
            turn.hint("Not connected just now. Your text stays here; press Enter again when the link is back.");
            return;
        }
        int octets = FreeText.octets(clean);
        int most = turn.link.chatTextOctets();
        if (octets > most) {
            turn.hint(String.format(
                    Locale.ROOT,
                    "Too long: %,d octets, and this relay takes %,d. Shorten it by %,d, or send it in parts.",
                    octets,
                    most,
                    octets - most));
            return;
        }
        send(clean, turn.link.me().get());
        clearComposer();
    }

    /** Empties the composer; what stood there can be had back from the history. */
    void clearComposer() {
        Composer composer = turn.composer;
        String written = composer.field().text();
        turn.composer = composer.edited(TextField.EMPTY)
                .withHistory(
                        written.isBlank()
                                ? composer.history().reset()
                                : composer.history().added(written));
    }

    private void send(String text, Person me) {
        MessageId id = turn.ids.id();
        turn.ids = turn.ids.used();
        turn.room(turn.room().withoutUnreadLine().withScroll(Scroll.BOTTOM).seen());
        Line line = Line.own(kindOf(text), turn.now.instant(), me, SafeText.of(bodyOf(text)), Delivery.SENDING, id);
        long number = new ChatLines(turn).append(line);
        Map<MessageId, Long> pending = new HashMap<>(turn.room().pending());
        pending.values().removeIf(waiting -> !turn.room().lines().has(waiting));
        pending.put(id, number);
        turn.room(turn.room().withPending(pending));
        turn.effect(new Effect.SendChat(id, text));
    }

    /** Whether the receipt belonged to a message that stands here. */
    boolean onReceipt(MessageId id, Instant time) {
        return isSettled(id, Delivery.SENT, time);
    }

    /** The message wasn't taken. */
    void onRefused(MessageId id) {
        isSettled(id, Delivery.NOT_SENT, turn.now.instant());
    }

    /** No receipt can come any more; one that does come later still counts. */
    void onLinkLost() {
        for (Map.Entry<MessageId, Long> waiting : turn.room().pending().entrySet()) {
            mark(waiting.getValue(), Delivery.NOT_SENT, turn.now.instant());
        }
    }

    private boolean isSettled(MessageId id, Delivery delivery, Instant time) {
        Room room = turn.room();
        Long number = room.pending().get(id);
        if (number == null) {
            return false;
        }
        Map<MessageId, Long> pending = new HashMap<>(room.pending());
        pending.remove(id);
        turn.room(room.withPending(pending));
        mark(number, delivery, time);
        return true;
    }

    private void mark(long number, Delivery delivery, Instant time) {
        Room room = turn.room();
        if (room.lines().has(number)) {
            Line line = room.lines().get(number).delivered(delivery, time);
            turn.room(room.withLines(room.lines().replace(number, line)));
        }
    }

    /** What kind of line a text makes. */
    static Line.Kind kindOf(String text) {
        return text.startsWith(ACTION_PREFIX) ? Line.Kind.ACTION : Line.Kind.CHAT;
    }

    /** What of a text is shown. */
    static String bodyOf(String text) {
        return text.startsWith(ACTION_PREFIX) ? text.substring(ACTION_PREFIX.length()) : text;
    }
}
