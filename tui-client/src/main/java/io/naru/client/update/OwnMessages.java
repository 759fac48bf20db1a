package io.naru.client.update;

import io.naru.client.event.RoomEvent;
import io.naru.client.state.Composer;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Person;
import io.naru.client.state.Quote;
import io.naru.client.state.Room;
import io.naru.client.state.TextField;
import io.naru.common.message.FreeText;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
     * Says the text where the person is; what can't be sent now stays in the composer, with a hint that says why.
     *
     * @param text as it goes over the wire
     */
    void say(String text) {
        Optional<Quote> quote = turn.composer
                .quote()
                .filter(asked -> asked.room().equals(turn.room().id()))
                .filter(asked -> kindOf(text) == Line.Kind.CHAT && !text.isBlank());
        long next = turn.ids.next();
        if (quote.isEmpty()) {
            say(turn.room(), text, OptionalLong.empty());
        } else {
            say(
                    turn.room(),
                    quote.get().line() + "\n" + text,
                    OptionalLong.of(quote.get().seq()));
        }
        if (turn.ids.next() > next) {
            turn.composer = quote.isPresent() ? turn.composer.withQuote(Optional.empty()) : turn.composer;
            new Marking(turn).unmark();
        }
    }

    /**
     * Says the text in a room, as {@link #say(String)}.
     *
     * @param replyTo seq of the message that is answered, if one is
     */
    void say(Room room, String text, OptionalLong replyTo) {
        String clean = FreeText.scrub(text);
        if (clean.isBlank()) {
            return;
        }
        boolean isKept = turn.link.isUp() || room.reach().hasHistory();
        if (!isKept || turn.link.me().isEmpty()) {
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
        send(room, clean, turn.link.me().get(), replyTo);
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

    private void send(Room room, String text, Person me, OptionalLong replyTo) {
        MessageId id = turn.ids.id();
        turn.ids = turn.ids.used();
        if (room.id().equals(turn.room().id())) {
            new Places(turn).showNewest();
            turn.room(turn.room().withoutUnreadLine().seen());
        }
        Line line = Line.own(kindOf(text), turn.now.instant(), me, SafeText.of(bodyOf(text)), Delivery.SENDING, id);
        add(room.id(), line.replyingTo(replyTo));
        turn.effect(new Effect.SendChat(id, room.id(), text, replyTo));
    }

    private void add(RoomName name, Line line) {
        Room room = turn.room(name).orElseThrow();
        List<Line> pending = new ArrayList<>(room.pending());
        pending.add(line);
        turn.room(room.withPending(pending));
    }

    /** A message that the engine keeps from an earlier run or over a break. */
    void onPending(RoomEvent.Pending event) {
        Optional<Room> room = new Tabs(turn).opened(event.room());
        if (room.isEmpty()) {
            return;
        }
        Delivery delivery = event.isHeld() ? Delivery.NOT_SENT : Delivery.SENDING;
        int index = room.get().indexOf(event.id());
        if (index >= 0) {
            put(room.get(), index, delivery);
            return;
        }
        add(
                event.room(),
                new Line(
                        kindOf(event.text()),
                        event.time(),
                        turn.link.me(),
                        SafeText.of(bodyOf(event.text())),
                        true,
                        false,
                        delivery,
                        Optional.of(event.id()),
                        OptionalLong.empty(),
                        event.replyTo()));
    }

    /** The receipt came: the message isn't waited for any more, and gets its place among the others. */
    void onReceipt(RoomName name, MessageId id) {
        turn.room(name).ifPresent(room -> remove(room, id));
    }

    /** The message is forgotten. */
    void onDropped(MessageId id) {
        holder(id).ifPresent(room -> remove(room, id));
    }

    private void remove(Room room, MessageId id) {
        int index = room.indexOf(id);
        if (index >= 0) {
            List<Line> pending = new ArrayList<>(room.pending());
            pending.remove(index);
            turn.room(room.withPending(pending));
        }
    }

    /** The message wasn't taken; gives the room in which it stands. */
    Optional<Room> onRefused(MessageId id) {
        Optional<Room> room = holder(id);
        room.ifPresent(holding -> put(holding, holding.indexOf(id), Delivery.NOT_SENT));
        return room;
    }

    /** Where there is no history no receipt can come any more; one that does come later still counts. */
    void onLinkLost() {
        for (Room room : turn.rooms()) {
            if (!room.reach().hasHistory() && !room.pending().isEmpty()) {
                turn.room(room.withPending(room.pending().stream()
                        .map(line -> line.delivered(Delivery.NOT_SENT, line.time()))
                        .toList()));
            }
        }
    }

    /** Sends again what wasn't sent here: all of it, or one message, by its number or because it is marked. */
    void resend(OptionalInt number) {
        for (Line line : chosen(number, false)) {
            MessageId id = line.id().orElseThrow();
            put(turn.room(), turn.room().indexOf(id), Delivery.SENDING);
            turn.effect(new RoomEffect.Resend(id));
        }
    }

    /** Forgets what wasn't sent here: all of it, or one message, by its number or because it is marked. The composer's history keeps the text. */
    void drop(OptionalInt number) {
        List<Line> dropped = chosen(number, true);
        for (Line line : dropped) {
            Composer composer = turn.composer;
            String text = line.text().value();
            boolean isAction = line.kind() == Line.Kind.ACTION;
            turn.composer = composer.withHistory(composer.history().added(isAction ? ACTION_PREFIX + text : text));
            remove(turn.room(), line.id().orElseThrow());
            turn.effect(new RoomEffect.Drop(line.id().orElseThrow()));
        }
        if (!dropped.isEmpty()) {
            turn.hint("Dropped; the Up key brings the text back.");
        }
    }

    /** Those that weren't sent; when dropping without a link, those that wait for one too. */
    private List<Line> chosen(OptionalInt number, boolean isDropping) {
        List<Line> unsent = turn.room().pending().stream()
                .filter(line -> line.delivery() == Delivery.NOT_SENT || isDropping && !turn.link.isUp())
                .toList();
        Marking marking = new Marking(turn);
        Optional<Line> marked = number.isPresent() ? Optional.empty() : marking.marked();
        if (unsent.isEmpty()) {
            turn.hint("Nothing here waits to be sent again.");
        } else if (marked.isPresent()) {
            return chosen(marking, marked.get(), unsent);
        } else if (number.isPresent() && number.getAsInt() > unsent.size()) {
            turn.hint("There is no message " + number.getAsInt() + " that wasn't sent here.");
            return List.of();
        }
        return number.isPresent() && !unsent.isEmpty() ? List.of(unsent.get(number.getAsInt() - 1)) : unsent;
    }

    /** What is marked is meant, and nothing else. */
    private List<Line> chosen(Marking marking, Line marked, List<Line> unsent) {
        List<Line> meant =
                unsent.stream().filter(line -> line.id().equals(marked.id())).toList();
        if (meant.isEmpty()) {
            turn.hint("The marked message isn't one that wasn't sent. Esc takes the mark away.");
        } else {
            marking.unmark();
        }
        return meant;
    }

    private Optional<Room> holder(MessageId id) {
        return turn.rooms().stream().filter(room -> room.indexOf(id) >= 0).findFirst();
    }

    private void put(Room room, int index, Delivery delivery) {
        List<Line> pending = new ArrayList<>(room.pending());
        Line line = pending.get(index);
        pending.set(index, line.delivered(delivery, line.time()));
        turn.room(room.withPending(pending));
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
