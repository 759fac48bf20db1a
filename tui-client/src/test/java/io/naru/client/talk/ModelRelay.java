package io.naru.client.talk;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A relay with dense seqs and no time, for one client and whoever else speaks.
 *
 * <p>Threading: the test's.
 */
final class ModelRelay {
    static final UserName ALICE = UserName.of("alice");
    static final UserName BOB = UserName.of("bob");

    /** A message as the relay keeps it. */
    record Said(RoomName room, long seq, UserName author, Optional<MessageId> id, String text) {}

    /** The history of a room. */
    static final class History {
        String epoch;
        final List<Said> said = new ArrayList<>();
        long oldest = 1;

        private History(String epoch) {
            this.epoch = epoch;
        }

        long last() {
            return said.size();
        }
    }

    private final Map<RoomName, History> rooms = new LinkedHashMap<>();
    /** What it says to the client; does nothing while there is no link. */
    private Consumer<RelayMessage> client = message -> {};
    /** What is refused next, if anything. */
    Optional<ErrorCode> refusal = Optional.empty();

    int pageMax = 200;

    History room(String name) {
        return rooms.computeIfAbsent(RoomName.of(name), any -> new History("e1"));
    }

    Map<RoomName, History> rooms() {
        return rooms;
    }

    /** The client is there. */
    void welcome(Consumer<RelayMessage> to) {
        client = to;
        rooms.keySet().forEach(name -> enter(name, Optional.empty()));
    }

    void goodbye() {
        client = message -> {};
    }

    private void enter(RoomName name, Optional<RequestId> request) {
        History room = rooms.get(name);
        client.accept(new RoomNews.Entered(
                ALICE,
                name,
                request,
                room.epoch,
                room.oldest,
                room.last(),
                0,
                false,
                "",
                Optional.empty(),
                OptionalLong.empty()));
    }

    /** Somebody says something. */
    Said say(UserName author, String room, Optional<MessageId> id, String text) {
        RoomName name = RoomName.of(room);
        if (!rooms.containsKey(name)) {
            room(room);
            enter(name, Optional.empty());
        }
        History history = room(room);
        Said said = new Said(name, history.last() + 1, author, id, text);
        history.said.add(said);
        client.accept(chat(said, Optional.empty()));
        return said;
    }

    Said bob(String room, String text) {
        return say(BOB, room, Optional.empty(), text);
    }

    static RelayMessage.Chat chat(Said said, Optional<RequestId> request) {
        return new RelayMessage.Chat(
                said.author(),
                said.text(),
                said.id(),
                Optional.of(said.room()),
                OptionalLong.of(said.seq()),
                OptionalLong.of(1_000 + said.seq()),
                request,
                OptionalLong.empty());
    }

    /** The client says something. */
    void hear(ClientMessage message) {
        if (message instanceof ClientMessage.Chat chat) {
            hear(chat);
        } else if (message instanceof RoomRequest.History history) {
            page(history);
        } else if (message instanceof RoomRequest.Join join) {
            room(join.room().display());
            enter(join.room(), Optional.of(join.request()));
        } else if (message instanceof RoomRequest.Leave leave) {
            client.accept(new RoomNews.Left(ALICE, leave.room(), Optional.of(leave.request())));
        }
    }

    private void hear(ClientMessage.Chat chat) {
        if (refusal.isPresent()) {
            client.accept(new RelayMessage.Error(
                    "Not now.", refusal.get(), chat.id().orElseThrow().value()));
            return;
        }
        for (History room : rooms.values()) {
            for (Said said : room.said) {
                if (said.author().equals(ALICE) && said.id().equals(chat.id())) {
                    client.accept(chat(said, Optional.empty()));
                    return;
                }
            }
        }
        RoomName name = chat.room().orElseThrow();
        say(ALICE, name.display(), chat.id(), chat.text());
    }

    private void page(RoomRequest.History asked) {
        History room = rooms.get(asked.room().orElseThrow());
        int limit = Math.min(asked.limit(), pageMax);
        long from;
        long to;
        if (asked.after().isPresent()) {
            from = Math.max(asked.after().getAsLong() + 1, room.oldest);
            to = Math.min(room.last(), from + limit - 1);
        } else {
            to = Math.min(room.last(), asked.before().orElse(Long.MAX_VALUE) - 1);
            from = Math.max(room.oldest, to - limit + 1);
        }
        for (long seq = from; seq <= to; seq++) {
            client.accept(chat(room.said.get((int) seq - 1), Optional.of(asked.request())));
        }
        boolean hasMore = asked.after().isPresent() ? to < room.last() : from > room.oldest;
        client.accept(new RoomNews.HistoryEnd(
                asked.room(),
                asked.request(),
                asked.after().isPresent() ? to : from,
                hasMore && from <= to,
                room.epoch,
                room.oldest));
    }
}
