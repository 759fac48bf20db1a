package io.naru.relay.hub;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileMessage.DownloadAccept;
import io.naru.common.message.FileMessage.DownloadRequest;
import io.naru.common.message.FreeText;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.MessageReader;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Fields;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.Level;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * FILE frames from one user to another. The relay keeps nothing of listings and downloads: it puts the sender's name
 * where the receiver's was, adds the sender's address to a DN_REQ and a DN_ACK, and turns a DN_NACK into words for a base client.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class FileRouter {
    private static final String SEPARATOR = String.valueOf(Fields.SEPARATOR);

    private final Hub hub;
    private final int frameOctets;
    private final Counters counters;

    FileRouter(Hub hub, int frameOctets, Counters counters) {
        this.hub = hub;
        this.frameOctets = frameOctets;
        this.counters = counters;
    }

    Optional<Refusal> route(Seat sender, FileEnvelope envelope) {
        Optional<FileCommand> command = FileCommand.of(envelope.commandOctet());
        if (sender.outlet().level() == Level.BASE && envelope.rest().startsWith(SEPARATOR)) {
            // To a base client this is one word, and no name.
            return Optional.of(new Refusal(ErrorCode.MALFORMED, "A user name holds no control character.", ""));
        }
        Optional<Member> receiver = receiver(envelope);
        if (receiver.isEmpty()) {
            return onNobody(command, envelope);
        }
        FileEnvelope swapped = fromLevel(sender, envelope).with(sender.member().name());
        if (command.equals(Optional.of(FileCommand.DOWNLOAD_ACCEPT))) {
            swapped = swapped.withField(DownloadAccept.SEEN_FIELD, sender.address());
        } else if (command.equals(Optional.of(FileCommand.DOWNLOAD_REQUEST))) {
            swapped = swapped.withField(DownloadRequest.SEEN_FIELD, sender.address());
        }
        Optional<Refusal> malformed = check(swapped);
        if (malformed.isPresent()) {
            return malformed;
        }
        List<Seat> receivers = receivers(receiver.get(), command, swapped);
        if (receivers.isEmpty()) {
            return onNobody(command, envelope);
        }
        if (!isAnswer(command)) {
            sender.onAsked();
        }
        if (deliver(sender, receivers, command, swapped)) {
            return Optional.empty();
        }
        String sentence = "Too much waits for " + receiver.get().name() + " at the moment; try again later.";
        return Optional.of(new Refusal(ErrorCode.BUSY, sentence, envelope.requestId()));
    }

    /**
     * One session is asked; an offer, and what ends something, go to all who can know of it. An answer goes to all that may have asked for it, since nobody here remembers which did:
     * with a request id to those who know such ids, and to none that never asked for anything while another one has.
     */
    private static List<Seat> receivers(Member receiver, Optional<FileCommand> command, FileEnvelope envelope) {
        if (command.filter(FileCommand::isExtended).isPresent()) {
            return extendedReceivers(receiver.extendedSeats(), command.get());
        }
        List<Seat> seats = receiver.seats();
        if (!isAnswer(command)) {
            return List.of(receiver.filesSeat());
        }
        if (seats.size() == 1) {
            return seats;
        }
        boolean isForExtended = !envelope.requestId().isEmpty();
        boolean hasAnyAsked = seats.stream().anyMatch(Seat::hasAsked);
        return seats.stream()
                .filter(seat -> !isForExtended || seat.outlet().level() == Level.EXTENDED)
                .filter(seat -> !hasAnyAsked || seat.hasAsked())
                .toList();
    }

    private static List<Seat> extendedReceivers(List<Seat> seats, FileCommand command) {
        boolean isForAll = command == FileCommand.OFFER || command == FileCommand.CANCEL;
        boolean hasAnyAsked = seats.stream().anyMatch(Seat::hasAsked);
        return seats.stream()
                .filter(seat -> isForAll || !hasAnyAsked || seat.hasAsked())
                .toList();
    }

    /**
     * A frame that its receiver couldn't read would cost the receiver its connection; so would one that has grown past
     * the limit by a longer name.
     */
    private Optional<Refusal> check(FileEnvelope envelope) {
        if (envelope.octets().length > frameOctets) {
            String sentence = "A file command is longer than the " + frameOctets + " octets allowed here.";
            return Optional.of(new Refusal(ErrorCode.TOO_LARGE, sentence, envelope.requestId()));
        }
        try {
            MessageReader.file(envelope.frame());
            return Optional.empty();
        } catch (ProtocolException e) {
            return Optional.of(new Refusal(e.code(), e.getMessage(), envelope.requestId()));
        }
    }

    private Optional<Member> receiver(FileEnvelope envelope) {
        try {
            return hub.find(UserName.of(envelope.user()));
        } catch (InvalidValueException e) {
            // Nobody has a name that isn't one.
            return Optional.empty();
        }
    }

    private Optional<Refusal> onNobody(Optional<FileCommand> command, FileEnvelope envelope) {
        if (!isAnswer(command)) {
            return Optional.of(unknownUser(envelope));
        }
        counters.onDrop(DropReason.ANSWER_TO_NOBODY);
        return Optional.empty();
    }

    /** Those who answer needn't hear that the asker has left: an owner may be in the middle of a long list. */
    private static boolean isAnswer(Optional<FileCommand> command) {
        return command.isPresent()
                && command.get() != FileCommand.LIST_REQUEST
                && command.get() != FileCommand.DOWNLOAD_REQUEST
                && command.get() != FileCommand.OFFER;
    }

    private static Refusal unknownUser(FileEnvelope envelope) {
        String shown = FreeText.scrub(envelope.user());
        int end =
                shown.offsetByCodePoints(0, Math.min(Limits.NAME_CHARACTERS, shown.codePointCount(0, shown.length())));
        String sentence = shown.isEmpty()
                ? "Say which user: a file command needs a name."
                : "No user named " + shown.substring(0, end) + " is online.";
        return new Refusal(ErrorCode.UNKNOWN_USER, sentence, envelope.requestId());
    }

    /** A base client has no fields; a separator in what it says is part of a file name, and travels as one. */
    private static FileEnvelope fromLevel(Seat sender, FileEnvelope envelope) {
        if (sender.outlet().level() == Level.EXTENDED) {
            return envelope;
        }
        return new FileEnvelope(
                envelope.commandOctet(), envelope.user(), envelope.rest().replace(SEPARATOR, "%1F"));
    }

    /** False if one of the receivers has no room for it. */
    private static boolean deliver(
            Seat sender, List<Seat> receivers, Optional<FileCommand> command, FileEnvelope envelope) {
        boolean isTaken = true;
        for (Seat receiver : receivers) {
            isTaken &= deliver(sender.outlet(), receiver.outlet(), command, envelope);
        }
        return isTaken;
    }

    private static boolean deliver(
            Outlet sender, Outlet receiver, Optional<FileCommand> command, FileEnvelope envelope) {
        if (receiver.level() == Level.EXTENDED) {
            return receiver.forward(envelope, sender);
        }
        if (command.equals(Optional.of(FileCommand.DOWNLOAD_REFUSE))) {
            receiver.tell(fileNotFound(envelope));
        } else if (command.isPresent()) {
            return receiver.forward(envelope, sender);
        }
        return true;
    }

    private static RelayMessage fileNotFound(FileEnvelope envelope) {
        String rest = envelope.rest();
        int end = rest.indexOf(Fields.SEPARATOR);
        String name = FreeText.scrub(end < 0 ? rest : rest.substring(0, end)).strip();
        int shown = Math.min(name.codePointCount(0, name.length()), 200);
        String sentence = name.isEmpty()
                ? "File not found"
                : "File not found: " + name.substring(0, name.offsetByCodePoints(0, shown));
        return new RelayMessage.Notice(sentence, Optional.empty(), OptionalLong.empty());
    }
}
