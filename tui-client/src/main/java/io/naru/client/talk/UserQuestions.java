package io.naru.client.talk;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the user asks about rooms and what was said in them.
 *
 * <p>Threading: the agent's.
 */
final class UserQuestions {
    /** How many messages are shown on each side of the one that was looked for. */
    private static final int AROUND = 60;

    private static final int FOUND_PAGE = 50;
    /** A relay that sends more is cut off; nobody reads that many rooms. */
    private static final int ROOMS_MAX = 20_000;

    private final Questions questions;
    private final EngineEvent.Sink sink;
    private Optional<UserName> me = Optional.empty();

    UserQuestions(Questions questions, EngineEvent.Sink sink) {
        this.questions = questions;
        this.sink = sink;
    }

    /** Says who asks. */
    void onUp(UserName user) {
        me = Optional.of(user);
    }

    /** Asks for what is told by itself when it is done. */
    void ask(Function<RequestId, ClientMessage> message) {
        questions.ask(this::refuse, message);
    }

    void listRooms() {
        List<RoomEvent.ListedRoom> rooms = new ArrayList<>();
        questions.ask(
                new Question() {
                    @Override
                    public void onListed(RoomNews.Listed listed) {
                        if (rooms.size() < ROOMS_MAX) {
                            rooms.add(new RoomEvent.ListedRoom(
                                    listed.room(),
                                    listed.members(),
                                    listed.topic(),
                                    listed.isPrivate(),
                                    listed.isMember()));
                        }
                    }

                    @Override
                    public void onDone() {
                        sink.post(new RoomEvent.RoomsListed(rooms));
                    }

                    @Override
                    public void onRefused(String sentence, Optional<ErrorCode> code) {
                        refuse(sentence, code);
                    }
                },
                RoomRequest.Rooms::new);
    }

    void past(RoomName room, long request, OptionalLong before, int limit) {
        history(
                page -> sink.post(new RoomEvent.Past(
                        room, request, before, page.messages, page.end.hasMore(), before.isPresent())),
                id -> new RoomRequest.History(Optional.of(room), id, OptionalLong.empty(), before, limit, ""));
    }

    void around(RoomName room, long request, long seq) {
        history(
                older -> aroundNewer(room, request, seq, older),
                id -> new RoomRequest.History(
                        Optional.of(room), id, OptionalLong.empty(), OptionalLong.of(seq + 1), AROUND, ""));
    }

    private void aroundNewer(RoomName room, long request, long seq, HistoryPage older) {
        history(
                newer -> {
                    List<RoomEvent.PastMessage> all = new ArrayList<>(older.messages);
                    all.addAll(newer.messages);
                    sink.post(new RoomEvent.Past(
                            room, request, OptionalLong.empty(), all, older.end.hasMore(), newer.end.hasMore()));
                },
                id -> new RoomRequest.History(
                        Optional.of(room), id, OptionalLong.of(seq), OptionalLong.empty(), AROUND, ""));
    }

    void search(long request, String words, Optional<RoomName> room, OptionalLong from) {
        if (words.isBlank()) {
            refuse("What is to be looked for? Type a word or more.", Optional.empty());
            return;
        }
        history(
                page -> sink.post(new RoomEvent.Found(
                        request,
                        words,
                        page.hits,
                        page.end.hasMore() ? OptionalLong.of(page.end.at()) : OptionalLong.empty())),
                id -> new RoomRequest.History(room, id, OptionalLong.empty(), from, FOUND_PAGE, words));
    }

    private void history(Consumer<HistoryPage> then, Function<RequestId, ClientMessage> message) {
        questions.ask(new HistoryPage(then), message);
    }

    private void refuse(String sentence, Optional<ErrorCode> code) {
        sink.post(new EngineEvent.RequestRefused(sentence, code));
    }

    /** A page as it comes. */
    private final class HistoryPage implements Question {
        private final Consumer<HistoryPage> then;
        private final List<RoomEvent.PastMessage> messages = new ArrayList<>();
        private final List<RoomEvent.Hit> hits = new ArrayList<>();
        private RoomNews.HistoryEnd end;

        private HistoryPage(Consumer<HistoryPage> then) {
            this.then = then;
        }

        @Override
        public void onMessage(RelayMessage.Chat chat) {
            if (chat.seq().isEmpty() || messages.size() >= Limits.HISTORY_PAGE) {
                return;
            }
            RoomEvent.PastMessage message = new RoomEvent.PastMessage(
                    chat.seq().getAsLong(),
                    chat.sender(),
                    chat.text(),
                    chat.id(),
                    Instant.ofEpochMilli(chat.timeMillis().orElse(0)),
                    me.filter(chat.sender()::equals).isPresent(),
                    chat.replyTo());
            messages.add(message);
            hits.add(new RoomEvent.Hit(chat.room().orElse(RoomName.LOBBY), message));
        }

        @Override
        public void onHistoryEnd(RoomNews.HistoryEnd ended) {
            end = ended;
            then.accept(this);
        }

        @Override
        public void onRefused(String sentence, Optional<ErrorCode> code) {
            refuse(sentence, code);
        }
    }
}
