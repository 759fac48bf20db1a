package io.naru.client.talk;

import io.naru.client.event.RoomEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * An own message that has no receipt yet.
 *
 * <p>Threading: the agent's.
 */
final class OwnMessage {
    enum State {
        /** Not on the disk yet. */
        UNWRITTEN,
        /** May be sent. */
        READY,
        /** On its way, or its receipt is. */
        SENT,
        /** Waits for the user. */
        HELD
    }

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_DOUBLINGS = 5;

    private final Kept kept;
    private State state;
    /** Whether a relay may have it. */
    private boolean wasSent;
    /** Whether the user was told that it waits. */
    private boolean isTold;

    private int refusals;
    private long notBeforeNanos;

    private OwnMessage(Kept kept, State state, boolean wasSent) {
        this.kept = kept;
        this.state = state;
        this.wasSent = wasSent;
    }

    /** One that was said just now. */
    static OwnMessage said(Kept kept) {
        return new OwnMessage(kept, State.UNWRITTEN, false);
    }

    /** One of another run of the program, whose fate isn't known. */
    static OwnMessage left(Kept kept) {
        return new OwnMessage(kept, kept.isHeld() ? State.HELD : State.READY, true);
    }

    Kept kept() {
        return kept;
    }

    MessageId id() {
        return kept.id();
    }

    RoomName room() {
        return kept.room();
    }

    State state() {
        return state;
    }

    boolean isHeld() {
        return state == State.HELD;
    }

    boolean wasSent() {
        return wasSent;
    }

    /** Whether the user has yet to be told that it waits; it counts as told from here on. */
    boolean isToTell() {
        boolean isFirst = !isTold;
        isTold = true;
        return isFirst;
    }

    void become(State next) {
        if (next == State.SENT) {
            wasSent = true;
        }
        if (next == State.HELD && state != State.HELD) {
            isTold = false;
        }
        state = next;
    }

    /** The relay wouldn't take it now: it may be tried again after the pause that is returned. */
    Duration pause(Clock clock) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals, LONGEST_PAUSE_DOUBLINGS));
        refusals++;
        notBeforeNanos = clock.nanos() + pause.toNanos();
        state = State.READY;
        return pause;
    }

    /** Whether the relay wouldn't take it on this link. */
    boolean wasRefused() {
        return refusals > 0;
    }

    /** Whether it may be sent as far as pauses go. */
    boolean isDue(Clock clock) {
        return refusals == 0 || clock.nanos() - notBeforeNanos >= 0;
    }

    /** A new link: nobody has refused it there. */
    void forgetPauses() {
        refusals = 0;
    }

    ClientMessage.Chat message() {
        return new ClientMessage.Chat(
                kept.text(), Optional.of(id()), Optional.of(room()), kept.replyTo(), kept.replyEpoch());
    }

    RoomEvent.Pending pending() {
        return new RoomEvent.Pending(id(), room(), kept.text(), kept.replyTo(), kept.at(), isHeld());
    }
}
