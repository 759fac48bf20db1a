package io.naru.client.chaos;

import io.naru.common.chaos.Diary;
import io.naru.common.chaos.FrameSocket;
import io.naru.common.chaos.Noted;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client that never asks what is there: what has no receipt when its connection breaks it says again on the next one,
 * under the same id. That it is said once is the relay's doing alone.
 *
 * <p>Threading: the test's; blocks.
 */
final class BluntClient implements AutoCloseable {
    private static final String ROOM = RoomName.LOBBY.canonical();

    private final String user;
    private final InetSocketAddress relay;
    private final List<Noted> diary = new ArrayList<>();
    private FrameSocket socket;

    BluntClient(String user, InetSocketAddress relay) throws IOException {
        this.user = user;
        this.relay = relay;
        connect();
    }

    Diary diary() {
        return new Diary(user, user, diary);
    }

    private void connect() throws IOException {
        socket = new FrameSocket(relay, user, ChaosHost.passwordOf(user));
        String token = "behind-the-rooms";
        socket.send(new ClientMessage.Ping(token));
        while (!(socket.next() instanceof RelayMessage.Pong pong && pong.token().equals(token))) {
            // What the relay says behind a login is of no interest here.
            continue;
        }
    }

    /** Says something until its fate is known; yields whether the connection broke meanwhile. */
    boolean say(String id, String text) throws IOException {
        diary.add(new Noted.Said(0, id, ROOM, text));
        try {
            sayAndListen(id, text);
            return false;
        } catch (IOException e) {
            // Cut, as the test wants it.
            socket.close();
            connect();
            sayAndListen(id, text);
            return true;
        }
    }

    private void sayAndListen(String id, String text) throws IOException {
        socket.send(new ClientMessage.Chat(text, Optional.of(new MessageId(id)), Optional.of(RoomName.LOBBY)));
        while (true) {
            RelayMessage message = socket.next();
            if (message instanceof RelayMessage.Chat chat
                    && chat.id().map(MessageId::value).equals(Optional.of(id))) {
                // It shows its receipts and nothing between them, as somebody does who comes and goes.
                diary.add(new Noted.Left(ROOM));
                diary.add(new Noted.Shown(
                        ROOM, chat.seq().orElseThrow(), chat.sender().canonical(), id, chat.text(), true));
                return;
            } else if (message instanceof RelayMessage.Error error && error.id().equals(id)) {
                diary.add(new Noted.Refused(id, error.text()));
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
