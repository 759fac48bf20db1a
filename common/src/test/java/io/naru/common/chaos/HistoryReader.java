package io.naru.common.chaos;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.LoginMode;
import io.naru.common.message.MessageId;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads all that a user may read, from a relay that is in order again, frame by frame and without any part of the
 * client.
 *
 * <p>Threading: confined to one thread; blocks.
 */
public final class HistoryReader implements AutoCloseable {
    private static final int LARGEST_FRAME = 1 << 20;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String BEHIND_ROOMS = "behind-the-rooms";

    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(LARGEST_FRAME);
    private final ByteBuffer input = ByteBuffer.allocate(64 * 1024).flip();
    private final String user;
    private int requests;

    private HistoryReader(InetSocketAddress relay, String user) throws IOException {
        this.user = user;
        socket = new Socket(relay.getAddress(), relay.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** All rooms and conversations of a user, whole, and the public rooms that nobody is in any more: the user enters them. */
    public static List<Reading> read(InetSocketAddress relay, String user, String password) throws IOException {
        try (HistoryReader reader = new HistoryReader(relay, user)) {
            List<Reading> readings = new ArrayList<>();
            List<RoomName> rooms = new ArrayList<>(reader.logIn(password));
            for (RoomName left : reader.deserted()) {
                reader.enter(left);
                rooms.add(left);
            }
            for (RoomName room : rooms) {
                readings.add(new Reading(user, room.canonical(), reader.messages(room)));
            }
            return readings;
        }
    }

    private List<RoomName> deserted() throws IOException {
        send(new RoomRequest.Rooms(new RequestId("list")));
        List<RoomName> deserted = new ArrayList<>();
        while (true) {
            RelayMessage message = next();
            if (message instanceof RoomNews.Listed listed && listed.members() == 0 && !listed.isPrivate()) {
                deserted.add(listed.room());
            } else if (message instanceof RoomNews.ListedEnd) {
                return deserted;
            } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                throw new IOException(user + " isn't told the rooms: " + message);
            }
        }
    }

    private void enter(RoomName room) throws IOException {
        Optional<RequestId> request = Optional.of(new RequestId("enter-" + ++requests));
        send(new RoomRequest.Join(room, request.get(), false));
        while (true) {
            RelayMessage message = next();
            if (message instanceof RoomNews.Entered entered && entered.request().equals(request)) {
                return;
            } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                throw new IOException(user + " can't enter " + room + ": " + message);
            }
        }
    }

    private List<RoomName> logIn(String password) throws IOException {
        send(new ClientMessage.Hello(1, "history-reader"));
        send(new ClientMessage.Credentials(UserName.of(user), Password.of(password), LoginMode.LOGIN, ""));
        List<RoomName> rooms = new ArrayList<>();
        while (true) {
            RelayMessage message = next();
            if (message instanceof RelayMessage.Welcome) {
                send(new ClientMessage.Ping(BEHIND_ROOMS));
            } else if (message instanceof RoomNews.Entered entered) {
                rooms.add(entered.room());
            } else if (message instanceof RelayMessage.Pong pong && pong.token().equals(BEHIND_ROOMS)) {
                return rooms;
            } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                throw new IOException(user + " can't log in to read: " + message);
            }
        }
    }

    private List<Kept> messages(RoomName room) throws IOException {
        List<Kept> all = new ArrayList<>();
        long after = 0;
        while (true) {
            RequestId request = new RequestId("read-" + ++requests);
            send(new RoomRequest.History(
                    Optional.of(room), request, OptionalLong.of(after), OptionalLong.empty(), Limits.HISTORY_PAGE, ""));
            RoomNews.HistoryEnd end = page(request, all);
            if (!end.hasMore()) {
                return all;
            }
            if (end.at() <= after) {
                throw new IOException("a page of " + room + " behind " + after + " goes on at " + end.at());
            }
            after = end.at();
        }
    }

    private RoomNews.HistoryEnd page(RequestId request, List<Kept> all) throws IOException {
        while (true) {
            RelayMessage message = next();
            if (message instanceof RelayMessage.Chat chat && chat.request().equals(Optional.of(request))) {
                all.add(new Kept(
                        chat.seq().orElse(0),
                        chat.sender().canonical(),
                        chat.id().map(MessageId::value).orElse(""),
                        chat.text()));
            } else if (message instanceof RoomNews.HistoryEnd end
                    && end.request().equals(request)) {
                return end;
            } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                throw new IOException(user + " can't read: " + message);
            }
        }
    }

    private void send(ClientMessage message) throws IOException {
        socket.getOutputStream().write(MessageWriter.octets(message));
    }

    private RelayMessage next() throws IOException {
        while (true) {
            try {
                Frame frame = decoder.next(input);
                Optional<RelayMessage> message = frame == null ? Optional.empty() : MessageReader.relay(frame);
                if (message.isPresent()) {
                    return message.get();
                }
                if (frame == null) {
                    fill();
                }
            } catch (ProtocolException e) {
                throw new IOException("the relay sent what is no message", e);
            }
        }
    }

    private void fill() throws IOException {
        int count = socket.getInputStream().read(input.array());
        if (count < 0) {
            throw new EOFException("the relay ended the stream to " + user);
        }
        input.clear().limit(count);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
