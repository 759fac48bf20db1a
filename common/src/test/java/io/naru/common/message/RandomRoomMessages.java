package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * The part of {@link RandomMessages} about rooms and history.
 *
 * <p>Threading: confined to its test.
 */
final class RandomRoomMessages extends RandomValues {
    RandomRoomMessages(Random random) {
        super(random);
    }

    RoomRequest asked() {
        return switch (random.nextInt(7)) {
            case 0 -> new RoomRequest.Join(room(), request(), random.nextBoolean());
            case 1 -> new RoomRequest.Leave(room(), request());
            case 2 -> new RoomRequest.Rooms(request());
            case 3 -> new RoomRequest.Topic(topic(), room(), request());
            case 4 -> new RoomRequest.Invite(user(), room(), request());
            case 5 -> history();
            default -> new RoomRequest.Read(room(), number());
        };
    }

    private RoomRequest history() {
        int limit = 1 + random.nextInt(Limits.HISTORY_PAGE);
        if (random.nextBoolean()) {
            String query = line(Limits.QUERY_OCTETS);
            return new RoomRequest.History(
                    maybe(this::room),
                    request(),
                    OptionalLong.empty(),
                    maybeNumber(),
                    limit,
                    query.isEmpty() ? "열쇠 key" : query);
        }
        boolean isForward = random.nextBoolean();
        return new RoomRequest.History(
                Optional.of(room()),
                request(),
                isForward ? maybeNumber() : OptionalLong.empty(),
                isForward ? OptionalLong.empty() : maybeNumber(),
                limit,
                "");
    }

    RoomNews news() {
        return switch (random.nextInt(9)) {
            case 0 -> entered();
            case 1 -> new RoomNews.Joined(user(), room());
            case 2 -> new RoomNews.Left(user(), room(), requestId());
            case 3 ->
                new RoomNews.Listed(room(), request(), number(), topic(), random.nextBoolean(), random.nextBoolean());
            case 4 -> new RoomNews.ListedEnd(request());
            case 5 -> new RoomNews.TopicChanged(topic(), room(), user(), number(), requestId());
            case 6 -> new RoomNews.Invited(user(), room(), user(), requestId());
            case 7 -> historyEnd(random.nextBoolean());
            default -> new RoomNews.Read(room(), number());
        };
    }

    private RoomNews entered() {
        return new RoomNews.Entered(
                user(),
                room(),
                requestId(),
                id(Limits.ID_OCTETS),
                number(),
                number(),
                number(),
                random.nextBoolean(),
                topic(),
                maybe(this::user),
                maybeNumber());
    }

    private RoomNews historyEnd(boolean isOfRoom) {
        return new RoomNews.HistoryEnd(
                isOfRoom ? Optional.of(room()) : Optional.empty(),
                request(),
                number(),
                random.nextBoolean(),
                isOfRoom ? id(Limits.ID_OCTETS) : "",
                isOfRoom ? number() : 0);
    }

    private RoomName room() {
        return RoomName.of((random.nextBoolean() ? "#" : "@") + user().display());
    }

    private String topic() {
        return line(Limits.TOPIC_OCTETS);
    }
}
