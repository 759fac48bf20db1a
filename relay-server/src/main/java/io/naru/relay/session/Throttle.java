package io.naru.relay.session;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FileCommand;
import io.naru.relay.hub.Refusal;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.TrafficClass;
import java.util.Optional;

/**
 * Makes a session wait that sends more than its account may: it isn't read for as long as that takes.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Throttle {
    private final Session session;
    private final Environment environment;
    private final Budget budget;

    Throttle(Session session, Environment environment, Budget budget) {
        this.session = session;
        this.environment = environment;
        this.budget = budget;
    }

    /** Something of a class was sent, or as many octets. */
    void onSent(TrafficClass sent, long amount) {
        long now = environment.loop().nowNanos();
        long waitNanos = budget.charge(sent, amount, now);
        if (waitNanos == 0) {
            return;
        }
        environment.counters().onThrottled(sent);
        switch (budget.onWait(waitNanos, now)) {
            case DOOR ->
                session.refuse(
                        ErrorCode.TOO_FAST,
                        "This client went on sending more " + words(sent) + " than this relay takes.",
                        DropReason.TOO_FAST);
            case WARN -> {
                session.tell(new Refusal(
                        ErrorCode.TOO_FAST,
                        "This client sends more " + words(sent)
                                + " than this relay takes; it has to wait, and is sent away if that goes on.",
                        ""));
                pause(now + waitNanos);
            }
            case BORNE -> pause(now + waitNanos);
        }
    }

    /** A FILE frame was sent: questions are limited by what they ask, answers by their octets alone. */
    void onFile(FileEnvelope envelope) {
        classOf(envelope.commandOctet()).ifPresent(sent -> onSent(sent, 1));
    }

    /** Something about rooms or history was asked. */
    void onRoom(RoomRequest request) {
        if (request instanceof RoomRequest.History history) {
            onSent(history.query().isEmpty() ? TrafficClass.HISTORY : TrafficClass.SEARCH, 1);
        } else {
            onSent(TrafficClass.REQUEST, 1);
        }
    }

    private void pause(long untilNanos) {
        session.brake().press();
        session.connection().schedule(untilNanos, session.brake()::release);
    }

    private static Optional<TrafficClass> classOf(int command) {
        if (command == FileCommand.LIST_REQUEST.octet()) {
            return Optional.of(TrafficClass.LISTING);
        }
        boolean asks = command == FileCommand.DOWNLOAD_REQUEST.octet() || command == FileCommand.SPLICE_REQUEST.octet();
        return asks ? Optional.of(TrafficClass.REQUEST) : Optional.empty();
    }

    private static String words(TrafficClass sent) {
        return switch (sent) {
            case CHAT -> "messages";
            case PRESENCE -> "changes of presence";
            case LISTING -> "questions for files";
            case SEARCH -> "searches";
            case FIND -> "searches for files";
            case HIT -> "answers to searches";
            case OFFER -> "offers";
            case HISTORY -> "questions for history";
            case REQUEST -> "requests";
            case OCTETS -> "data";
        };
    }
}
