package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The part of {@link ExpectedVectors} about rooms, history, and coming back. */
final class ExpectedRoomVectors {
    private static final UserName KIM = UserName.of("kim");
    private static final UserName LEE = UserName.of("lee");
    private static final RoomName GARDEN = RoomName.of("#garden");
    private static final RoomName WITH_LEE = RoomName.of("@lee");
    private static final long MILLIS = 1_700_000_000_000L;
    private static final OptionalLong TIME = OptionalLong.of(MILLIS);
    private static final OptionalLong NO = OptionalLong.empty();
    private static final Optional<RequestId> NONE = Optional.empty();

    private ExpectedRoomVectors() {}

    static Map<String, ClientMessage> client() {
        Map<String, ClientMessage> all = new LinkedHashMap<>();
        all.put(
                "client.chat.reply",
                new ClientMessage.Chat("here", message("m3"), Optional.of(GARDEN), OptionalLong.of(41), "e1f2"));
        all.put(
                "client.chat.reply.epochless",
                new ClientMessage.Chat("here", message("m3"), Optional.of(GARDEN), OptionalLong.of(41), ""));
        all.put("client.join", new RoomRequest.Join(GARDEN, request("j1"), true));
        all.put("client.join.direct", new RoomRequest.Join(WITH_LEE, request("j2"), false));
        all.put("client.leave", new RoomRequest.Leave(GARDEN, request("j3")));
        all.put("client.rooms", new RoomRequest.Rooms(request("r3")));
        all.put("client.topic", new RoomRequest.Topic("spring", GARDEN, request("t1")));
        all.put("client.topic.none", new RoomRequest.Topic("", GARDEN, request("t2")));
        all.put("client.history.after", history(GARDEN, "h1", OptionalLong.of(41), NO, 100));
        all.put("client.history.before", history(WITH_LEE, "h2", NO, OptionalLong.of(41), 50));
        all.put("client.history.newest", history(GARDEN, "h3", NO, NO, 200));
        all.put(
                "client.history.search",
                new RoomRequest.History(Optional.empty(), request("h4"), NO, NO, 20, "열쇠 key"));
        all.put("client.read", new RoomRequest.Read(GARDEN, 42));
        all.put("client.invite", new RoomRequest.Invite(LEE, GARDEN, request("i1")));
        all.put("read.client.history.limit", history(GARDEN, "h5", NO, NO, Limits.HISTORY_PAGE));
        all.put("read.client.history.bare", history(GARDEN, "h6", NO, NO, Limits.HISTORY_PAGE));
        all.put("read.client.join.word", new RoomRequest.Join(GARDEN, request("j4"), false));
        return all;
    }

    static Map<String, RelayMessage> relay() {
        Map<String, RelayMessage> all = new LinkedHashMap<>();
        all.put("relay.chat.direct", chat("hi", "m1", WITH_LEE, 7, NONE, NO));
        all.put("relay.chat.reply", chat("here", "m3", GARDEN, 43, NONE, OptionalLong.of(41)));
        all.put(
                "relay.chat.reply.base",
                new RelayMessage.Chat(LEE, "here", Optional.empty(), Optional.empty(), NO, NO));
        all.put("relay.chat.history", chat("hi", "m1", GARDEN, 42, Optional.of(request("h1")), NO));
        all.put(
                "relay.entered",
                new RoomNews.Entered(
                        KIM,
                        GARDEN,
                        Optional.of(request("j1")),
                        "e1f2",
                        3,
                        42,
                        41,
                        true,
                        "spring",
                        Optional.of(LEE),
                        TIME));
        all.put(
                "relay.entered.direct",
                new RoomNews.Entered(KIM, WITH_LEE, NONE, "e1f3", 1, 0, 0, false, "", Optional.empty(), NO));
        all.put("relay.joined", new RoomNews.Joined(LEE, GARDEN));
        all.put("relay.left", new RoomNews.Left(LEE, GARDEN, NONE));
        all.put("relay.left.own", new RoomNews.Left(KIM, GARDEN, Optional.of(request("j3"))));
        all.put("relay.room", new RoomNews.Listed(GARDEN, request("r3"), 12, "spring", true, true));
        all.put("relay.room.public", new RoomNews.Listed(RoomName.of("#kitchen"), request("r3"), 0, "", false, false));
        all.put("relay.rooms.end", new RoomNews.ListedEnd(request("r3")));
        all.put("relay.topic", new RoomNews.TopicChanged("spring", GARDEN, LEE, MILLIS, NONE));
        all.put("relay.history.end", new RoomNews.HistoryEnd(Optional.of(GARDEN), request("h1"), 42, true, "e1f2", 3));
        all.put(
                "relay.history.end.search",
                new RoomNews.HistoryEnd(Optional.empty(), request("h4"), 981, false, "", 0));
        all.put("relay.read", new RoomNews.Read(GARDEN, 42));
        all.put("relay.invited", new RoomNews.Invited(KIM, GARDEN, LEE, NONE));
        all.put(
                "relay.error.not-stored",
                new RelayMessage.Error("The relay can't keep messages at the moment.", ErrorCode.NOT_STORED, "m1"));
        all.put(
                "relay.close.retry",
                new RelayMessage.Close("The relay is stopping.", Optional.of(ErrorCode.STOPPING), OptionalLong.of(5)));
        all.put("read.relay.close.retry", new RelayMessage.Close("Bye.", Optional.of(ErrorCode.STOPPING)));
        return all;
    }

    private static RelayMessage chat(
            String text, String id, RoomName room, long seq, Optional<RequestId> request, OptionalLong reply) {
        return new RelayMessage.Chat(
                LEE, text, message(id), Optional.of(room), OptionalLong.of(seq), TIME, request, reply);
    }

    private static RoomRequest history(RoomName room, String id, OptionalLong after, OptionalLong before, int limit) {
        return new RoomRequest.History(Optional.of(room), request(id), after, before, limit, "");
    }

    private static Optional<MessageId> message(String id) {
        return Optional.of(new MessageId(id));
    }

    private static RequestId request(String id) {
        return new RequestId(id);
    }
}
