package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.talk.OwnMessage.State;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Own messages from saying them to their receipts, in their order. In each room one is under way at a time: so a message
 * that the relay wouldn't take now can be sent again without any later one of the same room being before it.
 *
 * <p>Threading: the agent's.
 */
final class Outgoing {
    /** How many may wait. */
    private static final int MESSAGES_MAX = 1000;

    private static final Duration HELD_AFTER = Duration.ofDays(1);
    private static final Duration FULL_PAUSE = Duration.ofSeconds(1);

    /** What it needs to know of the rooms and the link. */
    interface Surroundings {
        /** Whether the link stands. */
        boolean isUp();

        /** Whether what is said there now can be sent: the link stands, and all that was missed there is told. */
        boolean isOpen(RoomName room);

        /** Queues a message for the relay. */
        boolean send(OwnMessage message);
    }

    private final Agent agent;
    private final EngineEvent.Sink sink;
    private final Keeper keeper;
    private final Surroundings surroundings;
    private final Map<MessageId, OwnMessage> messages = new LinkedHashMap<>();

    Outgoing(Agent agent, EngineEvent.Sink sink, Keeper keeper, Surroundings surroundings) {
        this.agent = agent;
        this.sink = sink;
        this.keeper = keeper;
        this.surroundings = surroundings;
    }

    boolean isFull() {
        return messages.size() >= MESSAGES_MAX;
    }

    boolean has(MessageId id) {
        return messages.containsKey(id);
    }

    /** Those of another run of the program: they stand before all that was said in this one. */
    void addLeft(Collection<Kept> left) {
        List<OwnMessage> own = List.copyOf(messages.values());
        messages.clear();
        for (Kept kept : left) {
            messages.put(kept.id(), OwnMessage.left(kept));
        }
        for (OwnMessage message : own) {
            messages.putIfAbsent(message.id(), message);
        }
    }

    /** Says something; it is sent as soon as it is kept and its room is open. */
    void say(Kept kept) {
        OwnMessage message = OwnMessage.said(kept);
        messages.put(kept.id(), message);
        keep(message, () -> !surroundings.isUp());
    }

    /** Only what is on the disk is told to wait: the user may rely on it then. */
    private void keep(OwnMessage message, BooleanSupplier hasToWait) {
        keeper.add(message.kept(), () -> {
            if (messages.get(message.id()) == message && message.state() == State.UNWRITTEN) {
                message.become(State.READY);
                pump();
                if (message.state() == State.READY && hasToWait.getAsBoolean()) {
                    tellPending(message);
                }
            }
        });
    }

    /** Says something that can't be sent now, so that the user must send it again: kept, and told. */
    void sayHeld(Kept kept, String sentence) {
        say(kept);
        refuse(messages.get(kept.id()), sentence);
    }

    /** Sends what may be sent. */
    void pump() {
        Set<RoomName> busy = new HashSet<>();
        for (OwnMessage message : messages.values()) {
            if (message.isHeld() || busy.contains(message.room())) {
                continue;
            }
            busy.add(message.room());
            boolean isToSend = message.state() == State.READY
                    && message.isDue(agent.clock())
                    && surroundings.isOpen(message.room());
            if (isToSend && !surroundings.send(message)) {
                agent.schedule(FULL_PAUSE, this::pump);
                return;
            }
            if (isToSend) {
                message.become(State.SENT);
            }
        }
    }

    /** The message is in the relay's history; false if it isn't one of these. */
    boolean settle(MessageId id) {
        OwnMessage message = messages.remove(id);
        if (message == null) {
            return false;
        }
        keeper.remove(id);
        return true;
    }

    /** The relay refused; false if the message isn't one of these. */
    boolean onRefused(MessageId id, ErrorCode code, String sentence, boolean isRetried) {
        OwnMessage message = messages.get(id);
        if (message == null) {
            return false;
        }
        if (isRetried && Passing.isPassing(code)) {
            if (!message.wasRefused()) {
                sink.post(new EngineEvent.RelayRefused(code, sentence));
            }
            Duration pause = message.pause(agent.clock());
            tellPending(message);
            agent.schedule(pause, this::pump);
        } else {
            refuse(message, sentence);
            pump();
        }
        return true;
    }

    private void refuse(OwnMessage message, String sentence) {
        message.become(State.HELD);
        message.isToTell();
        keeper.hold(message.id());
        sink.post(new EngineEvent.ChatRefused(message.id(), sentence));
    }

    /** The link is gone. What was under way is sent again later. */
    void onDown() {
        for (OwnMessage message : List.copyOf(messages.values())) {
            message.forgetPauses();
            if (message.state() == State.SENT) {
                message.become(State.READY);
            }
            if (message.state() != State.UNWRITTEN) {
                tellPending(message);
            }
        }
    }

    /** The same for a relay that can't tell a repeated message from a new one. */
    void onDownUnknowing() {
        for (OwnMessage message : List.copyOf(messages.values())) {
            if (message.state() == State.SENT) {
                refuse(
                        message,
                        "The connection broke before the relay said that it has this. It may have arrived or not: send"
                                + " it again if it is missing.");
            }
        }
        onDown();
    }

    /** Nothing will be sent by itself any more. */
    void refuseAll(String sentence) {
        for (OwnMessage message : List.copyOf(messages.values())) {
            if (!message.isHeld()) {
                refuse(message, sentence);
            }
        }
    }

    /** Holds what isn't to be sent by itself: what is old, and what the predicate names. Tells of what waits. */
    void review(Predicate<OwnMessage> isToHold) {
        Instant oldest = agent.clock().now().minus(HELD_AFTER);
        for (OwnMessage message : List.copyOf(messages.values())) {
            boolean isUnderWay = message.state() == State.SENT;
            if (!isUnderWay && !message.isHeld() && (message.kept().at().isBefore(oldest) || isToHold.test(message))) {
                hold(message);
            }
            if (!isUnderWay && (message.isHeld() || message.wasSent())) {
                tellPending(message);
            }
        }
    }

    private void hold(OwnMessage message) {
        message.become(State.HELD);
        keeper.hold(message.id());
    }

    /** The user isn't in a room any more: what waits for it is for the user to decide about. */
    void holdAllOf(RoomName room) {
        for (OwnMessage message : List.copyOf(messages.values())) {
            if (message.room().equals(room) && !message.isHeld()) {
                hold(message);
                tellPending(message);
            }
        }
    }

    private void tellPending(OwnMessage message) {
        if (message.isToTell()) {
            sink.post(message.pending());
        }
    }

    /** Sends a held message again, behind all others; false if there is no such message. */
    boolean resend(MessageId id) {
        OwnMessage message = messages.get(id);
        if (message == null) {
            return false;
        }
        if (message.isHeld()) {
            Kept old = message.kept();
            messages.remove(id);
            OwnMessage again = OwnMessage.said(new Kept(
                    id,
                    old.room(),
                    old.text(),
                    old.replyTo(),
                    old.replyEpoch(),
                    agent.clock().now(),
                    false));
            messages.put(id, again);
            keep(again, () -> !surroundings.isOpen(old.room()));
        }
        return true;
    }

    /** Forgets a message. */
    void drop(MessageId id) {
        settle(id);
        sink.post(new RoomEvent.Dropped(id));
        pump();
    }
}
