package io.naru.relay;

import io.naru.common.chaos.Diary;
import io.naru.common.chaos.Noted;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.MessageReader;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The least that is a client: says things in the lobby, keeps what has no receipt and says it again on the next
 * connection, asks for what it missed, and notes what a screen would show.
 *
 * <p>Threading: the test's.
 */
final class Talker {
    private static final String ROOM = RoomName.LOBBY.canonical();

    private final String name;
    private final List<Noted> diary = new ArrayList<>(List.of(new Noted.Started(), new Noted.Entered(ROOM)));
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final TreeMap<Long, Noted.Shown> heard = new TreeMap<>();
    private ScriptedPeer peer;
    private long lastSeq;
    private int ids;
    private int requests;

    Talker(String name) {
        this.name = name;
    }

    Diary diary() {
        return new Diary(name, name, diary);
    }

    /** Logs in and asks for what was missed; then says again what has no receipt. */
    void connect(SteppedRelay relay) throws IOException {
        peer = relay.hello();
        peer.send(SteppedRelay.credentials(name, "secret"));
        peer.skipTo(RelayMessage.Welcome.class);
        heard.clear();
        askForMore();
        for (Map.Entry<String, String> message : waiting.entrySet()) {
            send(message.getKey(), message.getValue());
        }
    }

    private void askForMore() throws IOException {
        peer.send(new RoomRequest.History(
                Optional.of(RoomName.LOBBY),
                new RequestId("more-" + ++requests),
                OptionalLong.of(lastSeq),
                OptionalLong.empty(),
                Limits.HISTORY_PAGE,
                ""));
    }

    void say() throws IOException {
        String id = name + "-" + ++ids;
        String text = "this is " + id;
        // Old enough for a message that nobody may forget.
        diary.add(new Noted.Said(0, id, ROOM, text));
        waiting.put(id, text);
        send(id, text);
    }

    private void send(String id, String text) throws IOException {
        peer.send(new ClientMessage.Chat(text, Optional.of(new MessageId(id)), Optional.of(RoomName.LOBBY)));
    }

    /** Of the last message that it shows. */
    long lastSeq() {
        return lastSeq;
    }

    /** How many of its messages have neither a receipt nor a refusal. */
    int waiting() {
        return waiting.size();
    }

    /** Takes what has come. */
    void listen() throws IOException {
        for (Frame frame : peer.drain()) {
            try {
                Optional<RelayMessage> message = MessageReader.relay(frame);
                if (message.isPresent()) {
                    on(message.get());
                }
            } catch (ProtocolException e) {
                throw new AssertionError("the relay sent " + frame, e);
            }
        }
    }

    private void on(RelayMessage message) throws IOException {
        if (message instanceof RelayMessage.Chat chat) {
            onChat(chat);
        } else if (message instanceof RoomNews.HistoryEnd end && end.hasMore()) {
            askForMore();
        } else if (message instanceof RelayMessage.Error error && waiting.containsKey(error.id())) {
            waiting.remove(error.id());
            diary.add(new Noted.Refused(error.id(), error.code() + ": " + error.text()));
            if (error.code() != ErrorCode.NOT_STORED) {
                throw new AssertionError("the relay refused a message: " + error);
            }
        }
    }

    private void onChat(RelayMessage.Chat chat) {
        long seq = chat.seq().orElseThrow();
        String id = chat.id().map(MessageId::value).orElse("");
        String author = chat.sender().canonical();
        if (author.equals(name)) {
            waiting.remove(id);
        }
        if (seq > lastSeq) {
            heard.put(seq, new Noted.Shown(ROOM, seq, author, id, chat.text(), author.equals(name)));
        }
        while (heard.containsKey(lastSeq + 1)) {
            lastSeq++;
            diary.add(heard.remove(lastSeq));
        }
    }
}
