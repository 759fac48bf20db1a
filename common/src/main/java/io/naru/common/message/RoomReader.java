package io.naru.common.message;

import io.naru.common.wire.Fields;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Limits;
import java.util.OptionalLong;

/**
 * Frames about rooms to messages: the mirror of {@link RoomWriter}, method for method.
 *
 * <p>Threading: stateless.
 */
final class RoomReader {
    private RoomReader() {}

    /** What a client asks; the type is one of those about rooms. */
    static RoomRequest client(FrameType type, Fields body) {
        return switch (type) {
            case JOIN ->
                new RoomRequest.Join(
                        RoomName.of(body.base()), new RequestId(body.get(0)), isSet(body.get(1), "private"));
            case LEAVE -> new RoomRequest.Leave(RoomName.of(body.base()), new RequestId(body.get(0)));
            case ROOMS -> new RoomRequest.Rooms(new RequestId(body.get(0)));
            case TOPIC -> new RoomRequest.Topic(body.base(), RoomName.of(body.get(0)), new RequestId(body.get(1)));
            case INVITE ->
                new RoomRequest.Invite(UserName.of(body.base()), RoomName.of(body.get(0)), new RequestId(body.get(1)));
            case HISTORY -> history(body);
            case READ -> new RoomRequest.Read(RoomName.of(body.base()), seq(body.get(0)));
            default -> throw new IllegalArgumentException(type + " isn't about rooms");
        };
    }

    private static RoomRequest history(Fields body) {
        OptionalLong limit = OptionalField.number("The size of a page", body.get(3));
        return new RoomRequest.History(
                OptionalField.parse(body.base(), RoomName::of),
                new RequestId(body.get(0)),
                OptionalField.number("A seq", body.get(1)),
                OptionalField.number("A seq", body.get(2)),
                (int) Math.min(limit.orElse(Limits.HISTORY_PAGE), Limits.HISTORY_PAGE),
                body.get(4));
    }

    /** What the relay tells; the type is one of those about rooms. */
    static RoomNews relay(FrameType type, Fields body) {
        return switch (type) {
            case JOIN ->
                body.has(2) ? entered(body) : new RoomNews.Joined(UserName.of(body.base()), RoomName.of(body.get(0)));
            case LEAVE ->
                new RoomNews.Left(
                        UserName.of(body.base()),
                        RoomName.of(body.get(0)),
                        OptionalField.parse(body.get(1), RequestId::new));
            case ROOMS -> body.base().isEmpty() ? new RoomNews.ListedEnd(new RequestId(body.get(0))) : listed(body);
            case TOPIC ->
                new RoomNews.TopicChanged(
                        body.base(),
                        RoomName.of(body.get(0)),
                        UserName.of(body.get(1)),
                        Numbers.parse("A time", body.get(2), Numbers.MAX),
                        OptionalField.parse(body.get(3), RequestId::new));
            case INVITE ->
                new RoomNews.Invited(
                        UserName.of(body.base()),
                        RoomName.of(body.get(0)),
                        UserName.of(body.get(1)),
                        OptionalField.parse(body.get(2), RequestId::new));
            case HISTORY ->
                new RoomNews.HistoryEnd(
                        OptionalField.parse(body.base(), RoomName::of),
                        new RequestId(body.get(0)),
                        seq(body.get(1)),
                        isSet(body.get(2), "more"),
                        body.get(3),
                        OptionalField.number("A seq", body.get(4)).orElse(0));
            case READ -> new RoomNews.Read(RoomName.of(body.base()), seq(body.get(0)));
            default -> throw new IllegalArgumentException(type + " isn't about rooms");
        };
    }

    private static RoomNews entered(Fields body) {
        return new RoomNews.Entered(
                UserName.of(body.base()),
                RoomName.of(body.get(0)),
                OptionalField.parse(body.get(1), RequestId::new),
                body.get(2),
                seq(body.get(3)),
                seq(body.get(4)),
                OptionalField.number("A seq", body.get(5)).orElse(0),
                isSet(body.get(6), "private"),
                body.get(7),
                OptionalField.parse(body.get(8), UserName::of),
                OptionalField.number("A time", body.get(9)));
    }

    private static RoomNews listed(Fields body) {
        return new RoomNews.Listed(
                RoomName.of(body.base()),
                new RequestId(body.get(0)),
                OptionalField.number("The number of members", body.get(1)).orElse(0),
                body.get(2),
                isSet(body.get(3), "private"),
                isSet(body.get(4), "member"));
    }

    private static boolean isSet(String word, String expected) {
        return word.equals(expected);
    }

    private static long seq(String digits) {
        return Numbers.parse("A seq", digits, Numbers.MAX);
    }
}
