package io.naru.common.message;

import io.naru.common.wire.FileCommand;
import io.naru.common.wire.Limits;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The part of {@link RandomMessages} about files.
 *
 * <p>Threading: confined to its test.
 */
final class RandomFileMessages extends RandomValues {
    RandomFileMessages(Random random) {
        super(random);
    }

    FileMessage message() {
        return switch (random.nextInt(14)) {
            case 0 ->
                new FileMessage.ListRequest(
                        user(),
                        requestId(),
                        folder(),
                        cursor(),
                        line(64),
                        new ListSort(pick(List.of(ListSort.Key.values())), random.nextBoolean()));
            case 1 -> new FileMessage.ListStart(user(), requestId(), folder(), maybeNumber());
            case 2 ->
                new FileMessage.ListEntry(
                        user(),
                        path(),
                        requestId(),
                        maybeNumber(),
                        maybeNumber(),
                        pick(List.of(EntryKind.values())),
                        rootHash());
            case 3 -> new FileMessage.ListEnd(user(), requestId(), folder(), cursor());
            case 4 ->
                new FileMessage.DownloadRequest(
                        user(),
                        path(),
                        requestId(),
                        fingerprint(),
                        endpoints(),
                        maybe(() -> endpoint().address()));
            case 5 ->
                new FileMessage.DownloadAccept(
                        user(),
                        path(),
                        endpoint(),
                        requestId(),
                        maybe(() -> new TransferToken(id(64))),
                        fingerprint(),
                        maybeNumber(),
                        maybeNumber(),
                        rootHash(),
                        endpoints(),
                        maybe(() -> endpoint().address()));
            case 6 ->
                new FileMessage.DownloadRefuse(
                        user(), path(), requestId(), maybe(() -> id(64)).orElse(""), line(1024));
            default -> exchange();
        };
    }

    /** What base clients know nothing of. */
    private FileMessage exchange() {
        Optional<RequestId> id = Optional.of(request());
        return switch (random.nextInt(7)) {
            case 0 -> new FileExchange.SpliceRequest(user(), id, maybe(() -> new TransferToken(id(64))));
            case 1 -> new FileExchange.FindRequest(user(), id, "x" + line(Limits.QUERY_OCTETS - 1));
            case 2 -> new FileExchange.FindHit(user(), path(), id, maybeNumber(), maybeNumber(), rootHash());
            case 3 -> new FileExchange.FindEnd(user(), id, number(), maybeNumber(), random.nextBoolean());
            case 4 -> new FileExchange.Cancel(user(), id);
            case 5 -> new FileExchange.Offer(user(), path(), id, 1 + random.nextInt(9), number(), path());
            default -> new FileExchange.OfferReply(user(), id, pick(List.of(OfferAnswer.values())));
        };
    }

    FileEnvelope envelope() {
        if (random.nextBoolean()) {
            return FileEnvelope.of(message());
        }
        String rest = random.nextBoolean() ? "" : " " + text();
        for (int i = random.nextInt(12); i > 0; i--) {
            rest += "\u001F" + (random.nextBoolean() ? "" : line(64));
        }
        int command = random.nextBoolean() ? random.nextInt(256) : random.nextInt(FileCommand.values().length);
        return new FileEnvelope(command, random.nextInt(8) == 0 ? "" : user().display(), rest);
    }

    private String fingerprint() {
        return maybe(() -> id(128)).orElse("");
    }

    private String cursor() {
        return maybe(() -> id(64)).orElse("");
    }
}
