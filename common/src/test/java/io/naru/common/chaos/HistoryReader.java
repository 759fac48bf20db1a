package io.naru.common.chaos;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
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
    private static final String BEHIND_ROOMS = "behind-the-rooms";

    private final FrameSocket socket;
    private final String user;
    private int requests;

    private HistoryReader(InetSocketAddress relay, String user, String password) throws IOException {
        this.user = user;
        socket = new FrameSocket(relay, user, password);
    }

    /** All rooms and conversations of a user, all that is kept of them, and the public rooms that nobody is in any more: the user enters them. */
    public static List<Reading> read(InetSocketAddress relay, String user, String password) throws IOException {
        try (HistoryReader reader = new HistoryReader(relay, user, password)) {
            List<Reading> readings = new ArrayList<>();
            List<RoomName> rooms = new ArrayList<>(reader.rooms());
            for (RoomName left : reader.deserted()) {
                reader.enter(left);
                rooms.add(left);
            }
            for (RoomName room : rooms) {
                readings.add(reader.history(room));
            }
            return readings;
        }
    }

    /** The lobby, as a user is told of it at the login; it makes the account where it is the first. */
    public static RoomNews.Entered lobby(InetSocketAddress relay, String user, String password) throws IOException {
        try (HistoryReader reader = new HistoryReader(relay, user, password)) {
            while (true) {
                RelayMessage message = reader.socket.next();
                if (message instanceof RoomNews.Entered entered
                        && entered.room().equals(RoomName.LOBBY)) {
                    return entered;
                } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                    throw new IOException(user + " can't log in to look at the lobby: " + message);
                }
            }
        }
    }

    private List<RoomName> deserted() throws IOException {
        socket.send(new RoomRequest.Rooms(new RequestId("list")));
        List<RoomName> deserted = new ArrayList<>();
        while (true) {
            RelayMessage message = socket.next();
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
        socket.send(new RoomRequest.Join(room, request.get(), false));
        while (true) {
            RelayMessage message = socket.next();
            if (message instanceof RoomNews.Entered entered && entered.request().equals(request)) {
                return;
            } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                throw new IOException(user + " can't enter " + room + ": " + message);
            }
        }
    }

    private List<RoomName> rooms() throws IOException {
        List<RoomName> rooms = new ArrayList<>();
        while (true) {
            RelayMessage message = socket.next();
            if (message instanceof RelayMessage.Welcome) {
                socket.send(new ClientMessage.Ping(BEHIND_ROOMS));
            } else if (message instanceof RoomNews.Entered entered) {
                rooms.add(entered.room());
            } else if (message instanceof RelayMessage.Pong pong && pong.token().equals(BEHIND_ROOMS)) {
                return rooms;
            } else if (message instanceof RelayMessage.Error || message instanceof RelayMessage.Close) {
                throw new IOException(user + " can't log in to read: " + message);
            }
        }
    }

    private Reading history(RoomName room) throws IOException {
        List<Kept> all = new ArrayList<>();
        long after = 0;
        while (true) {
            RequestId request = new RequestId("read-" + ++requests);
            socket.send(new RoomRequest.History(
                    Optional.of(room), request, OptionalLong.of(after), OptionalLong.empty(), Limits.HISTORY_PAGE, ""));
            RoomNews.HistoryEnd end = page(request, all);
            if (!end.hasMore()) {
                return new Reading(user, room.canonical(), end.oldestSeq(), all);
            }
            if (end.at() <= after) {
                throw new IOException("a page of " + room + " behind " + after + " goes on at " + end.at());
            }
            after = end.at();
        }
    }

    private RoomNews.HistoryEnd page(RequestId request, List<Kept> all) throws IOException {
        while (true) {
            RelayMessage message = socket.next();
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
