package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.IdSource;
import io.naru.common.message.FreeText;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Says texts in a room and waits for the receipt of each. Few are on their way at a time, so that input is read no
 * faster than the relay takes it. What isn't taken is complained of, and the rest is said.
 *
 * <p>Threading: one thread; {@link #add}, {@link #addRefused} and {@link #end} from any.
 */
final class SayTask implements Task {
    private static final int UNRECEIPTED_MAX = 16;

    /** A text to say, or why there is none. */
    private record Input(String text, boolean isComplaint) {}

    private final RoomName room;
    private final Consumer<String> complaints;
    private final Runnable onTaken;
    private final Queue<Input> waiting = new ConcurrentLinkedQueue<>();
    private final Set<MessageId> unreceipted = new HashSet<>();
    private IdSource ids;
    private Optional<Engine> engine = Optional.empty();
    private int textOctetsMax;
    private boolean hasFailed;
    private volatile boolean isEnded;

    /**
     * A task with nothing to say yet.
     *
     * @param complaints is given a sentence for each text that isn't said
     * @param onTaken called for each text that is taken from those that were added
     */
    SayTask(RoomName room, String idPrefix, Consumer<String> complaints, Runnable onTaken) {
        this.room = room;
        this.complaints = complaints;
        this.onTaken = onTaken;
        this.ids = new IdSource(idPrefix, 1);
    }

    /** One text more; blank ones aren't said. Poke the errand afterwards. */
    void add(String text) {
        waiting.add(new Input(text, false));
    }

    /** A text that can't even be tried, and why. Poke the errand afterwards. */
    void addRefused(String sentence) {
        waiting.add(new Input(sentence, true));
    }

    /** No more texts come. Poke the errand afterwards. */
    void end() {
        isEnded = true;
    }

    /** Whether a text wasn't said. */
    boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public void onUp(Engine up, EngineEvent.LinkUp event) {
        engine = Optional.of(up);
        textOctetsMax = event.chatTextOctets();
        sayNext();
    }

    @Override
    public void onPoke() {
        if (engine.isPresent()) {
            sayNext();
        }
    }

    private void sayNext() {
        while (unreceipted.size() < UNRECEIPTED_MAX && !waiting.isEmpty()) {
            Input input = waiting.remove();
            onTaken.run();
            String text = FreeText.scrub(input.text());
            if (input.isComplaint()) {
                complain(text);
            } else if (!text.isBlank()) {
                say(text);
            }
        }
    }

    private void say(String text) {
        int octets = FreeText.octets(text);
        if (octets > textOctetsMax) {
            complain(String.format(
                    Locale.ROOT,
                    "Not said, since it is too long: %,d octets, and this relay takes %,d as one message.",
                    octets,
                    textOctetsMax));
            return;
        }
        MessageId id = ids.id();
        ids = ids.used();
        unreceipted.add(id);
        engine.orElseThrow().talk().say(id, room, text, OptionalLong.empty());
    }

    private void complain(String sentence) {
        hasFailed = true;
        complaints.accept(sentence);
    }

    @Override
    public boolean onEvent(EngineEvent event) {
        boolean isSettled = false;
        if (event instanceof EngineEvent.ChatReceived chat && chat.isOwn()) {
            isSettled = chat.id().filter(unreceipted::remove).isPresent();
        } else if (event instanceof RoomEvent.Dropped dropped) {
            // The relay had it before the link broke.
            isSettled = unreceipted.remove(dropped.id());
        } else if (event instanceof EngineEvent.ChatRefused refused && unreceipted.remove(refused.id())) {
            complain("Not said: " + refused.sentence());
            isSettled = true;
        } else if (event instanceof RoomEvent.Pending pending && pending.isHeld() && unreceipted.remove(pending.id())) {
            engine.orElseThrow().talk().drop(pending.id());
            complain("Not said: you aren't in " + room + ". Enter it first: /join " + room + " in naru.");
            isSettled = true;
        }
        if (isSettled) {
            sayNext();
        }
        return isSettled;
    }

    @Override
    public boolean isWaiting() {
        return engine.isEmpty() || !unreceipted.isEmpty();
    }

    @Override
    public boolean isDone() {
        // The end is told behind the last text, so it is asked first.
        return isEnded && waiting.isEmpty() && unreceipted.isEmpty();
    }
}
