package io.naru.relay;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.LoginMode;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.Password;
import io.naru.common.message.RandomMessages;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.testkit.NastyStrings;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A client that does anything: valid messages in any order, halves of them, garbage, floods, leaving in every way there
 * is. What it says carries a mark.
 *
 * <p>Threading: the test's.
 */
final class HostileClient {
    /** Stands in everything that such a client says. */
    static final String MARK = "MARK";

    private static final List<String> OTHERS = List.of("alice", "bob", "carol", "nobody");
    private static final List<RoomName> ROOMS = List.of(
            RoomName.LOBBY,
            RoomName.of("#den"),
            RoomName.of("#cave"),
            RoomName.of("@alice"),
            RoomName.of("@carol"),
            RoomName.of("@evil1"),
            RoomName.of("@nobody"));
    private static final int LONGEST_FRAME = 70_000;

    private final Random random;
    private final ScriptedPeer peer;
    private final RandomMessages messages;
    private final String name;
    /** Says what is valid only, in whatever order, and so lives longer. */
    private final boolean isWellFormed;

    private boolean hasBegun;

    HostileClient(Random random, ScriptedPeer peer, int number) {
        this.random = random;
        this.peer = peer;
        this.messages = new RandomMessages(random);
        // Few names, so that they meet.
        this.name = "evil" + number % 5;
        this.isWellFormed = random.nextBoolean();
    }

    /** Does something; false when it has left, or was sent away. */
    boolean act() throws IOException {
        try {
            return actOnce();
        } catch (IOException e) {
            // The relay has closed this connection; so does its owner.
            peer.close();
            return false;
        }
    }

    private boolean actOnce() throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            if (random.nextInt(3) > 0) {
                // As clients should, or most would never get any further; or nearly.
                ClientMessage login = random.nextInt(8) > 0 ? login(name, "secret") : login("alice", "wrong");
                peer.send(new ClientMessage.Hello(1, "evil")).send(login);
                return true;
            }
        }
        switch (random.nextInt(isWellFormed ? 12 : 18)) {
            case 0 -> peer.send(new ClientMessage.Hello(1 + random.nextInt(3), "evil"));
            case 1, 2 -> peer.send(login(name, "secret"));
            case 3, 4 -> peer.send(marked(messages.client()));
            case 5 -> sendMany();
            case 6 -> peer.send(toOthers());
            case 7 -> peer.drain();
            case 8 -> peer.sendInPieces(MessageWriter.octets(marked(messages.client())), () -> 1 + random.nextInt(30));
            case 9 -> {
                return random.nextInt(4) > 0 || leave();
            }
            case 10, 11 -> peer.send(aboutRooms());
            case 12 -> peer.send("\1" + name + " secret\0");
            case 13 -> peer.send(login(OTHERS.get(random.nextInt(OTHERS.size())), "wrong"));
            case 14 -> peer.send(cut(MessageWriter.octets(marked(messages.client()))));
            case 15 -> peer.send(changed(MessageWriter.octets(marked(messages.client()))));
            case 16 -> peer.send(garbage());
            default ->
                peer.send(
                        chat("\n* alice: " + MARK + NastyStrings.random(random).replace("\0", "")));
        }
        return true;
    }

    /** Leaves, in one of the ways; always false. */
    boolean leave() throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> peer.endOutput();
            case 1 -> peer.reset();
            default -> peer.close();
        }
        return false;
    }

    private void sendMany() throws IOException {
        for (int i = random.nextInt(40); i > 0; i--) {
            peer.send(marked(messages.client()));
        }
    }

    private static ClientMessage login(String name, String password) {
        return new ClientMessage.Credentials(UserName.of(name), Password.of(password), LoginMode.LOGIN, "");
    }

    private static byte[] chat(String text) {
        return ("\0" + text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** The message itself, but what it says is marked, and it says no goodbye most of the time. */
    private ClientMessage marked(ClientMessage message) {
        if (message instanceof ClientMessage.Chat chat) {
            Optional<RoomName> room = random.nextBoolean() ? Optional.empty() : Optional.of(room());
            return new ClientMessage.Chat(
                    MARK + " alice: " + random.nextInt(), chat.id(), room, chat.replyTo(), chat.replyEpoch());
        }
        boolean isGoodbye = message instanceof ClientMessage.Close;
        return isGoodbye && random.nextInt(8) > 0 ? new ClientMessage.Ping("t") : message;
    }

    /** A message about files for one who talks. */
    private ClientMessage toOthers() {
        FileEnvelope envelope = FileEnvelope.of(messages.file());
        return new ClientMessage.File(envelope.with(UserName.of(OTHERS.get(random.nextInt(OTHERS.size())))));
    }

    /** A request about rooms that are there, or might be. */
    private ClientMessage aboutRooms() {
        RequestId request = new RequestId("r" + random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0, 1 -> new RoomRequest.Join(room(), request, random.nextBoolean());
            case 2 -> new RoomRequest.Leave(room(), request);
            case 3 -> new RoomRequest.Rooms(request);
            case 4 -> new RoomRequest.Topic(MARK, room(), request);
            case 5 -> new RoomRequest.Invite(UserName.of(OTHERS.get(random.nextInt(OTHERS.size()))), room(), request);
            case 6 -> new RoomRequest.Read(room(), random.nextInt(100));
            default -> history(request);
        };
    }

    private ClientMessage history(RequestId request) {
        OptionalLong before = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(50));
        boolean isSearch = random.nextBoolean();
        Optional<RoomName> room = isSearch && random.nextBoolean() ? Optional.empty() : Optional.of(room());
        return new RoomRequest.History(
                room, request, OptionalLong.empty(), before, 1 + random.nextInt(200), isSearch ? "alice" : "");
    }

    private RoomName room() {
        return ROOMS.get(random.nextInt(ROOMS.size()));
    }

    private byte[] cut(byte[] octets) {
        return Arrays.copyOf(octets, random.nextInt(octets.length));
    }

    private byte[] changed(byte[] octets) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(random.nextBoolean() ? 0x21 : 256);
        }
        return octets;
    }

    private byte[] garbage() {
        byte[] octets = new byte[random.nextInt(random.nextInt(6) == 0 ? LONGEST_FRAME : 60)];
        random.nextBytes(octets);
        return octets;
    }
}
