package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Fields;
import io.naru.common.wire.FrameType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of {@link MessageReader} that is about data connections: the mirror of {@link PeerWriter}.
 *
 * <p>Threading: stateless.
 */
final class PeerReader {
    private PeerReader() {}

    static Optional<PeerMessage> peer(FrameType type, Fields body) {
        return switch (type) {
            case SPLICE -> Optional.of(new PeerMessage.Open(new TransferToken(body.base())));
            case READY -> Optional.of(new PeerMessage.Ready(whole("A version", body.base())));
            case FETCH -> Optional.of(fetch(body));
            case STOP -> Optional.of(new PeerMessage.Stop(request(body)));
            case HAVE ->
                Optional.of(new PeerMessage.Have(Numbers.parse("The number of octets", body.base(), Numbers.MAX)));
            case MANIFEST ->
                Optional.of(new PeerMessage.Manifest(
                        request(body), version(body, 0), count("The number of hashes", body.get(3))));
            case PIECE ->
                Optional.of(new PeerMessage.Piece(
                        request(body),
                        Numbers.parse("A position", body.get(0), Numbers.MAX),
                        whole("The size of a piece", body.get(1))));
            case CHECK ->
                Optional.of(
                        new PeerMessage.Check(request(body), whole("The number of a chunk", body.get(0)), body.get(1)));
            case DONE -> Optional.of(new PeerMessage.Done(request(body)));
            case FAULT -> Optional.of(fault(body));
            default -> Optional.empty();
        };
    }

    private static PeerMessage fetch(Fields body) {
        Wanted wanted = WireWord.parse(Wanted.class, body.get(1), Wanted.FACTS);
        boolean isSome = wanted == Wanted.CHUNKS;
        return new PeerMessage.Fetch(
                FileName.unescape(body.base()),
                whole("A request", body.get(0)),
                wanted,
                isSome ? count("The first chunk", body.get(2)) : 0,
                isSome ? whole("The number of chunks", body.get(3)) : 0,
                body.has(4) ? Optional.of(version(body, 4)) : Optional.empty());
    }

    /** A code of tomorrow says that something is wrong all the same. */
    private static PeerMessage fault(Fields body) {
        return new PeerMessage.Fault(
                body.base().isEmpty() ? OptionalInt.empty() : OptionalInt.of(request(body)),
                ErrorCode.of(body.get(0)).orElse(ErrorCode.INTERNAL),
                body.get(1));
    }

    private static FileVersion version(Fields body, int at) {
        return new FileVersion(
                Numbers.parse("A size", body.get(at), Numbers.MAX),
                Numbers.parse("A time", body.get(at + 1), Numbers.MAX),
                body.has(at + 2) ? Optional.of(new RootHash(body.get(at + 2))) : Optional.empty());
    }

    private static int request(Fields body) {
        return whole("A request", body.base());
    }

    private static int count(String what, String digits) {
        return digits.isEmpty() ? 0 : whole(what, digits);
    }

    private static int whole(String what, String digits) {
        return (int) Numbers.parse(what, digits, Integer.MAX_VALUE);
    }
}
