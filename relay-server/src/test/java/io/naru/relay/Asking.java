package io.naru.relay;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What tests of rooms say and ask, in few words. */
final class Asking {
    private Asking() {}

    static final RequestId REQUEST = new RequestId("r1");

    static ClientMessage chat(String room, String text, String id) {
        return new ClientMessage.Chat(text, Optional.of(new MessageId(id)), Optional.of(RoomName.of(room)));
    }

    static RoomRequest join(String room) {
        return new RoomRequest.Join(RoomName.of(room), REQUEST, false);
    }

    static RoomRequest joinPrivate(String room) {
        return new RoomRequest.Join(RoomName.of(room), REQUEST, true);
    }

    static RoomRequest leave(String room) {
        return new RoomRequest.Leave(RoomName.of(room), REQUEST);
    }

    static RoomRequest topic(String room, String text) {
        return new RoomRequest.Topic(text, RoomName.of(room), REQUEST);
    }

    static RoomRequest invite(String room, String user) {
        return new RoomRequest.Invite(UserName.of(user), RoomName.of(room), REQUEST);
    }

    static RoomRequest read(String room, long seq) {
        return new RoomRequest.Read(RoomName.of(room), seq);
    }

    static RoomRequest newest(String room, int limit) {
        return history(room, OptionalLong.empty(), OptionalLong.empty(), limit);
    }

    static RoomRequest after(String room, long seq, int limit) {
        return history(room, OptionalLong.of(seq), OptionalLong.empty(), limit);
    }

    static RoomRequest before(String room, long seq, int limit) {
        return history(room, OptionalLong.empty(), OptionalLong.of(seq), limit);
    }

    private static RoomRequest history(String room, OptionalLong after, OptionalLong before, int limit) {
        return new RoomRequest.History(Optional.of(RoomName.of(room)), REQUEST, after, before, limit, "");
    }

    static RoomRequest search(Optional<String> room, String words) {
        return search(room, words, 50);
    }

    static RoomRequest search(Optional<String> room, String words, int limit) {
        return new RoomRequest.History(
                room.map(RoomName::of), REQUEST, OptionalLong.empty(), OptionalLong.empty(), limit, words);
    }

    /** A peer enters a room, and has read what it is told of it. */
    static RoomNews.Entered enter(ScriptedPeer peer, String room) throws IOException {
        peer.send(join(room));
        RoomNews.Entered entered =
                peer.skipTo(RoomNews.Entered.class, news -> news.request().isPresent());
        peer.barrier();
        return entered;
    }

    /** Says something and waits for the receipt. */
    static RelayMessage.Chat say(ScriptedPeer peer, String room, String text, String id) throws IOException {
        peer.send(chat(room, text, id));
        return peer.skipTo(RelayMessage.Chat.class, chat -> chat.id().equals(Optional.of(new MessageId(id))));
    }

    /** A page of history, up to its end. */
    record Page(List<RelayMessage.Chat> messages, RoomNews.HistoryEnd end) {
        List<String> texts() {
            return messages.stream().map(RelayMessage.Chat::text).toList();
        }
    }

    static Page ask(ScriptedPeer peer, RoomRequest history) throws IOException {
        peer.send(history);
        List<RelayMessage.Chat> messages = new ArrayList<>();
        while (true) {
            RelayMessage message = peer.nextMessage();
            if (message instanceof RelayMessage.Chat chat && chat.request().isPresent()) {
                messages.add(chat);
            } else if (message instanceof RoomNews.HistoryEnd end) {
                return new Page(messages, end);
            } else if (message instanceof RelayMessage.Error error) {
                throw new AssertionError(error.toString());
            }
        }
    }
}
