package io.naru.common.message;

import io.naru.common.wire.Fields;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.Frame;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Frames to messages about files: the mirror of {@link FileWriter}, method for method. What breaks a rule gives an
 * {@link InvalidValueException}.
 *
 * <p>Threading: stateless.
 */
final class FileReader {
    private FileReader() {}

    /** Empty for a file command that isn't known, or that says something that isn't. */
    static Optional<FileMessage> message(Frame frame, Fields body) {
        return FileCommand.of(frame.commandOctet()).flatMap(command -> message(command, body));
    }

    private static Optional<FileMessage> message(FileCommand command, Fields body) {
        return switch (command) {
            case LIST_REQUEST, LIST_START, LIST_BODY, LIST_END -> Optional.of(listing(command, body));
            case DOWNLOAD_REQUEST, DOWNLOAD_ACCEPT, DOWNLOAD_REFUSE -> Optional.of(download(command, body));
            case SPLICE_REQUEST ->
                Optional.of(new FileExchange.SpliceRequest(user(body), requestId(body), token(body)));
            case FIND_REQUEST -> Optional.of(new FileExchange.FindRequest(user(body), requestId(body), body.get(1)));
            case FIND_HIT -> Optional.of(findHit(body));
            case FIND_END -> Optional.of(findEnd(body));
            case CANCEL -> Optional.of(new FileExchange.Cancel(user(body), requestId(body)));
            case OFFER -> Optional.of(offer(body));
            case OFFER_REPLY -> offerReply(body);
        };
    }

    private static FileMessage listing(FileCommand command, Fields body) {
        return switch (command) {
            case LIST_REQUEST ->
                new FileMessage.ListRequest(
                        user(body),
                        requestId(body),
                        FileName.unescape(body.get(1)),
                        body.get(2),
                        body.get(3),
                        ListSort.ofWord(body.get(4)));
            case LIST_START ->
                new FileMessage.ListStart(
                        user(body),
                        requestId(body),
                        FileName.unescape(body.get(1)),
                        OptionalField.number("The number of entries", body.get(2)));
            case LIST_BODY -> listEntry(body);
            case LIST_END ->
                new FileMessage.ListEnd(user(body), requestId(body), FileName.unescape(body.get(1)), body.get(2));
            default -> throw new IllegalStateException(command + " belongs to no listing");
        };
    }

    private static FileMessage download(FileCommand command, Fields body) {
        return switch (command) {
            case DOWNLOAD_REQUEST ->
                new FileMessage.DownloadRequest(
                        user(body),
                        name(body),
                        requestId(body),
                        body.get(1),
                        candidates(body.get(2)),
                        seen(body.get(FileMessage.DownloadRequest.SEEN_FIELD)));
            case DOWNLOAD_ACCEPT -> downloadAccept(body);
            case DOWNLOAD_REFUSE ->
                new FileMessage.DownloadRefuse(user(body), name(body), requestId(body), body.get(1), body.get(2));
            default -> throw new IllegalStateException(command + " belongs to no download");
        };
    }

    private static FileMessage listEntry(Fields body) {
        return new FileMessage.ListEntry(
                user(body),
                name(body),
                requestId(body),
                OptionalField.number("A size", body.get(1)),
                OptionalField.number("A time", body.get(2)),
                WireWord.parse(EntryKind.class, body.get(3), EntryKind.FILE),
                OptionalField.parse(body.get(4), RootHash::new));
    }

    /** Read from both ends, since a name may hold spaces: user first, address and port last, the name between. */
    private static FileMessage downloadAccept(Fields body) {
        String base = body.base();
        int port = base.lastIndexOf(' ');
        int address = base.lastIndexOf(' ', port - 1);
        int path = base.indexOf(' ');
        if (path < 0 || address <= path) {
            throw new InvalidValueException("DN_ACK is a user, a file name, an address and a port.");
        }
        return new FileMessage.DownloadAccept(
                UserName.of(base.substring(0, path)),
                FileName.unescape(base.substring(path + 1, address)),
                Endpoint.of(base.substring(address + 1, port), base.substring(port + 1)),
                requestId(body),
                token(body),
                body.get(2),
                OptionalField.number("A size", body.get(3)),
                OptionalField.number("A time", body.get(4)),
                OptionalField.parse(body.get(5), RootHash::new),
                candidates(body.get(6)),
                seen(body.get(FileMessage.DownloadAccept.SEEN_FIELD)));
    }

    private static FileMessage findHit(Fields body) {
        return new FileExchange.FindHit(
                user(body),
                name(body),
                requestId(body),
                OptionalField.number("A size", body.get(1)),
                OptionalField.number("A time", body.get(2)),
                OptionalField.parse(body.get(3), RootHash::new));
    }

    private static FileMessage findEnd(Fields body) {
        return new FileExchange.FindEnd(
                user(body),
                requestId(body),
                OptionalField.number("The number of hits", body.get(1)).orElse(0),
                OptionalField.number("The number of users", body.get(2)),
                !body.get(3).equals(FileWriter.PART));
    }

    private static FileMessage offer(Fields body) {
        return new FileExchange.Offer(
                user(body),
                name(body),
                requestId(body),
                Numbers.parse("The number of files", body.get(1), Numbers.MAX),
                Numbers.parse("A size", body.get(2), Numbers.MAX),
                FileName.unescape(body.get(3)));
    }

    /** An answer of tomorrow can't be taken for another one. */
    private static Optional<FileMessage> offerReply(Fields body) {
        return Optional.ofNullable(WireWord.parse(OfferAnswer.class, body.get(1), null))
                .map(answer -> new FileExchange.OfferReply(user(body), requestId(body), answer));
    }

    private static UserName user(Fields body) {
        int space = body.base().indexOf(' ');
        return UserName.of(space < 0 ? body.base() : body.base().substring(0, space));
    }

    private static String name(Fields body) {
        int space = body.base().indexOf(' ');
        return space < 0 ? "" : FileName.unescape(body.base().substring(space + 1));
    }

    private static Optional<RequestId> requestId(Fields body) {
        return OptionalField.parse(body.get(0), RequestId::new);
    }

    private static Optional<TransferToken> token(Fields body) {
        return OptionalField.parse(body.get(1), TransferToken::new);
    }

    private static Optional<InetAddress> seen(String word) {
        return OptionalField.parse(word, address -> Endpoint.of(address, "1").address());
    }

    private static List<Endpoint> candidates(String words) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String word : words.split(" ")) {
            if (!word.isEmpty()) {
                endpoints.add(Endpoint.of(word));
            }
        }
        return endpoints;
    }
}
