package io.naru.client.state;

import io.naru.common.message.MessageId;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of a room, which may take many rows on the screen.
 *
 * @param kind what it is
 * @param time when it was said or happened
 * @param sender who said it; empty for what nobody said
 * @param text whole, may hold LF and TAB; an action is without the name
 * @param isOwn said by this user
 * @param isMention names this user or holds one of the chosen words
 * @param delivery how far an own message got; {@link Delivery#NONE} for all else
 * @param id of an own message
 * @param seq its place in the room's history; absent for what isn't in it, or not yet
 * @param replyTo seq of the message that it answers, if it does
 */
public record Line(
        Kind kind,
        Instant time,
        Optional<Person> sender,
        SafeText text,
        boolean isOwn,
        boolean isMention,
        Delivery delivery,
        Optional<MessageId> id,
        OptionalLong seq,
        OptionalLong replyTo) {
    /** What a line is. */
    public enum Kind {
        /** Somebody said it. */
        CHAT,
        /** Somebody does it: {@code * bob waves}. */
        ACTION,
        /** The relay says it. */
        NOTICE,
        /** People came and went; several in one line. */
        PRESENCE,
        /** Something didn't work, in a sentence. */
        ERROR,
        /** An answer to a command, for this user only. */
        LOCAL,
        /** A new day begins; the text is its date. */
        DAY,
        /** Something about the lines themselves: where some are missing, that one has caught up. */
        MARK
    }

    /** How far an own message got. */
    public enum Delivery {
        /** Not a message of one's own. */
        NONE,
        /** On its way; no receipt yet. */
        SENDING,
        /** Its receipt came. */
        SENT,
        /** Not taken, or no receipt came before the link was lost. */
        NOT_SENT
    }

    public Line {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(time);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(text);
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(id);
        Objects.requireNonNull(seq);
        Objects.requireNonNull(replyTo);
    }

    /** A line that isn't in a room's history, or not yet. */
    public Line(
            Kind kind,
            Instant time,
            Optional<Person> sender,
            SafeText text,
            boolean isOwn,
            boolean isMention,
            Delivery delivery,
            Optional<MessageId> id) {
        this(kind, time, sender, text, isOwn, isMention, delivery, id, OptionalLong.empty(), OptionalLong.empty());
    }

    /** A line that nobody said. */
    public static Line of(Kind kind, Instant time, SafeText text) {
        return new Line(kind, time, Optional.empty(), text, false, false, Delivery.NONE, Optional.empty());
    }

    /** Something another user said or did. */
    public static Line said(Kind kind, Instant time, Person sender, SafeText text, boolean isMention) {
        return new Line(kind, time, Optional.of(sender), text, false, isMention, Delivery.NONE, Optional.empty());
    }

    /** Something this user said or did. */
    public static Line own(Kind kind, Instant time, Person me, SafeText text, Delivery delivery, MessageId id) {
        return new Line(kind, time, Optional.of(me), text, true, false, delivery, Optional.of(id));
    }

    /** The same message, further on its way. */
    public Line delivered(Delivery newDelivery, Instant newTime) {
        return new Line(kind, newTime, sender, text, isOwn, isMention, newDelivery, id, seq, replyTo);
    }

    /** The same message, with its place in the room's history. */
    public Line at(OptionalLong newSeq) {
        return new Line(kind, time, sender, text, isOwn, isMention, delivery, id, newSeq, replyTo);
    }

    /** The same message, as an answer to another one. */
    public Line replyingTo(OptionalLong newReplyTo) {
        return new Line(kind, time, sender, text, isOwn, isMention, delivery, id, seq, newReplyTo);
    }
}
