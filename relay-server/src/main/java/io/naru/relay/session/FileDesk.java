package io.naru.relay.session;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileExchange.SpliceRequest;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageReader;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Refusal;
import io.naru.relay.hub.Seat;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.splice.Splices;
import java.util.List;
import java.util.Optional;

/**
 * What a user says to others about files. Most of it goes to whom it names; a search goes to everybody, and a way through
 * the relay is the relay's own to give.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class FileDesk {
    private final Session session;
    private final Environment environment;
    private final Seat seat;
    private final Budget budget;

    FileDesk(Session session, Environment environment, Seat seat, Budget budget) {
        this.session = session;
        this.environment = environment;
        this.seat = seat;
        this.budget = budget;
    }

    void onFile(FileEnvelope envelope) {
        Optional<FileCommand> command = FileCommand.of(envelope.commandOctet());
        boolean isExtended = command.filter(FileCommand::isExtended).isPresent();
        if (!isExtended) {
            passOn(envelope);
        } else if (session.level() == Level.BASE) {
            environment.counters().onDrop(DropReason.UNKNOWN_FRAME);
        } else {
            onExtended(command.get(), envelope);
        }
    }

    private void onExtended(FileCommand command, FileEnvelope envelope) {
        switch (command) {
            case SPLICE_REQUEST, FIND_REQUEST -> onQuestion(envelope);
            case FIND_HIT -> {
                if (isWithin(TrafficClass.HIT)) {
                    passOn(envelope);
                }
            }
            case OFFER -> {
                if (isWithin(TrafficClass.OFFER)) {
                    passOn(envelope);
                } else {
                    refuse(ErrorCode.BUSY, "Too many offers at once; wait a few seconds.", envelope);
                }
            }
            default -> passOn(envelope);
        }
    }

    private void passOn(FileEnvelope envelope) {
        environment.hub().file(seat, envelope).ifPresent(session::tell);
    }

    private boolean isWithin(TrafficClass sent) {
        boolean isWithin = budget.tryTake(sent, environment.loop().nowNanos());
        if (!isWithin) {
            environment.counters().onThrottled(sent);
        }
        return isWithin;
    }

    private void onQuestion(FileEnvelope envelope) {
        try {
            Optional<FileMessage> question = MessageReader.file(envelope.frame());
            if (question.orElseThrow() instanceof SpliceRequest request) {
                onSplice(request);
            } else if (question.get() instanceof FileExchange.FindRequest find) {
                onFind(find, envelope);
            }
        } catch (ProtocolException e) {
            refuse(e.code(), e.getMessage(), envelope);
        }
    }

    private void onFind(FileExchange.FindRequest find, FileEnvelope envelope) {
        if (isWithin(TrafficClass.FIND)) {
            environment.hub().search(seat, find);
        } else {
            refuse(ErrorCode.BUSY, "Too many searches at once; wait a few seconds.", envelope);
        }
    }

    private void onSplice(SpliceRequest request) throws ProtocolException {
        UserName own = seat.member().name();
        Optional<Member> other = environment.hub().find(request.user());
        List<Seat> receivers = other.map(Member::extendedSeats).orElse(List.of()).stream()
                .filter(each -> each != seat)
                .toList();
        if (receivers.isEmpty()) {
            String sentence = other.isEmpty()
                    ? "No user named " + request.user() + " is online."
                    : "No program of " + other.get().name() + " that is online knows ways through the relay.";
            session.tell(new Refusal(ErrorCode.UNKNOWN_USER, sentence, id(request.requestId())));
            return;
        }
        try {
            Splices.Issued tokens = environment.splices().issue(own, other.get().name());
            tell(seat, other.get().name(), request, tokens.forAsker());
            receivers.forEach(receiver -> tell(receiver, own, request, tokens.forOther()));
        } catch (ProtocolException e) {
            session.tell(new Refusal(e.code(), e.getMessage(), id(request.requestId())));
        }
    }

    /** Each session of the other one is told: which of them was asked for files is nothing that is kept here. */
    private void tell(Seat receiver, UserName partner, SpliceRequest request, TransferToken token) {
        SpliceRequest told = new SpliceRequest(partner, request.requestId(), Optional.of(token));
        receiver.outlet().forward(FileEnvelope.of(told), seat.outlet());
    }

    private void refuse(ErrorCode code, String sentence, FileEnvelope envelope) {
        session.tell(new Refusal(code, sentence, envelope.requestId()));
    }

    private static String id(Optional<RequestId> id) {
        return id.map(RequestId::value).orElse("");
    }
}
