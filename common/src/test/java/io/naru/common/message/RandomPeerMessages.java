package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.util.OptionalInt;
import java.util.Random;

/**
 * The part of {@link RandomMessages} about data connections.
 *
 * <p>Threading: confined to its test.
 */
final class RandomPeerMessages extends RandomValues {
    private static final RootHash ZEROS = new RootHash("0".repeat(64));

    RandomPeerMessages(Random random) {
        super(random);
    }

    PeerMessage message() {
        return switch (random.nextInt(10)) {
            case 0 -> new PeerMessage.Open(new TransferToken(id(64)));
            case 1 -> new PeerMessage.Ready(asked());
            case 2 -> fetch();
            case 3 -> new PeerMessage.Stop(asked());
            case 4 -> new PeerMessage.Manifest(asked(), version(), random.nextInt(PeerMessage.HASHES_MAX + 1));
            case 5 -> new PeerMessage.Piece(asked(), number(), 1 + random.nextInt(Limits.PIECE_OCTETS));
            case 6 ->
                new PeerMessage.Check(
                        asked(),
                        random.nextInt(Integer.MAX_VALUE),
                        rootHash().orElse(ZEROS).hex());
            case 7 -> new PeerMessage.Done(asked());
            case 8 -> new PeerMessage.Have(number());
            default ->
                new PeerMessage.Fault(
                        random.nextBoolean() ? OptionalInt.of(asked()) : OptionalInt.empty(),
                        ErrorCode.values()[random.nextInt(ErrorCode.values().length)],
                        line(1024));
        };
    }

    private PeerMessage fetch() {
        Wanted wanted = Wanted.values()[random.nextInt(Wanted.values().length)];
        boolean isSome = wanted == Wanted.CHUNKS;
        int first = isSome ? random.nextInt(Integer.MAX_VALUE) : 0;
        int count = isSome ? 1 + random.nextInt(Integer.MAX_VALUE - first) : 0;
        return new PeerMessage.Fetch(path(), asked(), wanted, first, count, maybe(this::version));
    }

    private int asked() {
        return 1 + random.nextInt(Integer.MAX_VALUE);
    }

    private FileVersion version() {
        return new FileVersion(number(), number(), rootHash());
    }
}
