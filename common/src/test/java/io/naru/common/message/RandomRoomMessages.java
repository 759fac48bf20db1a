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
final class RandomRoomMessages {
    private final Random random;
    private final RandomMessages messages;

    RandomRoomMessages(Random random, RandomMessages messages) {
        this.random = random;
        this.messages = messages;
    }

    RoomRequest request() {
        return switch (random.nextInt(7)) {
            case 0 -> new RoomRequest.Join(room(), messages.request(), random.nextBoolean());
            case 1 -> new RoomRequest.Leave(room(), messages.request());
            case 2 -> new RoomRequest.Rooms(messages.request());
            case 3 -> new RoomRequest.Topic(topic(), room(), messages.request());
            case 4 -> new RoomRequest.Invite(messages.user(), room(), messages.request());
            case 5 -> history();
            default -> new RoomRequest.Read(room(), messages.number());
        };
    }

    private RoomRequest history() {
        int limit = 1 + random.nextInt(Limits.HISTORY_PAGE);
        if (random.nextBoolean()) {
            String query = messages.line(Limits.QUERY_OCTETS);
            return new RoomRequest.History(
                    messages.maybe(this::room),
                    messages.request(),
                    OptionalLong.empty(),
                    messages.maybeNumber(),
                    limit,
                    query.isEmpty() ? "열쇠 key" : query);
        }
        boolean isForward = random.nextBoolean();
        return new RoomRequest.History(
                Optional.of(room()),
                messages.request(),
                isForward ? messages.maybeNumber() : OptionalLong.empty(),
                isForward ? OptionalLong.empty() : messages.maybeNumber(),
                limit,
                "");
    }

    RoomNews news() {
        return switch (random.nextInt(9)) {
            case 0 -> entered();
            case 1 -> new RoomNews.Joined(messages.user(), room());
            case 2 -> new RoomNews.Left(messages.user(), room(), messages.requestId());
            case 3 ->
                new RoomNews.Listed(
                        room(),
                        messages.request(),
                        messages.number(),
                        topic(),
                        random.nextBoolean(),
                        random.nextBoolean());
            case 4 -> new RoomNews.ListedEnd(messages.request());
            case 5 ->
                new RoomNews.TopicChanged(topic(), room(), messages.user(), messages.number(), messages.requestId());
            case 6 -> new RoomNews.Invited(messages.user(), room(), messages.user(), messages.requestId());
            case 7 -> historyEnd(random.nextBoolean());
            default -> new RoomNews.Read(room(), messages.number());
        };
    }

    private RoomNews entered() {
        return new RoomNews.Entered(
                messages.user(),
                room(),
                messages.requestId(),
                messages.id(Limits.ID_OCTETS),
                messages.number(),
                messages.number(),
                messages.number(),
                random.nextBoolean(),
                topic(),
                messages.maybe(messages::user),
                messages.maybeNumber());
    }

    private RoomNews historyEnd(boolean isOfRoom) {
        return new RoomNews.HistoryEnd(
                isOfRoom ? Optional.of(room()) : Optional.empty(),
                messages.request(),
                messages.number(),
                random.nextBoolean(),
                isOfRoom ? messages.id(Limits.ID_OCTETS) : "",
                isOfRoom ? messages.number() : 0);
    }

    private RoomName room() {
        return RoomName.of((random.nextBoolean() ? "#" : "@") + messages.user().display());
    }

    private String topic() {
        return messages.line(Limits.TOPIC_OCTETS);
    }
}
