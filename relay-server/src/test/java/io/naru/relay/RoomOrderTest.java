package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.MessageReader;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.Frame;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.store.StoreException;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Users who come, go, enter, leave and talk, on a store that answers when it likes. Whatever happens, each session gets
 * each room's messages without a gap from where it was told the room stood, all sessions get the same ones, and who got a
 * receipt finds the message in the history.
 */
final class RoomOrderTest {
    private static final int ROUNDS = 25;
    private static final int STEPS = 250;
    private static final List<String> USERS = List.of("ann", "ben", "cho", "dan");
    private static final List<String> ROOMS = List.of("#lobby", "#one", "#two", "@ann", "@ben", "@cho");

    /** With each user, although nobody of them begins to talk with the last one. */
    private static final List<String> ALL_ROOMS = List.of("#lobby", "#one", "#two", "@ann", "@ben", "@cho", "@dan");

    @Test
    void everySessionGetsEveryRoomWithoutGapsAndInOneOrder() {
        Seeds.run(ROUNDS, random -> {
            HeldStore store = new HeldStore();
            SessionLimits limits = SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF);
            try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary().withSessions(limits), store)) {
                new Scene(random, relay, store).play();
                assertThat(relay.drops(DropReason.FAULT)).isZero();
                assertThat(relay.drops(DropReason.PROTOCOL_BROKEN)).isZero();
            }
        });
    }

    private static final class Scene {
        private final Random random;
        private final SteppedRelay relay;
        private final HeldStore store;
        private final List<Listener> listeners = new ArrayList<>();
        /** What was said where, as the first who heard it told. */
        private final Map<String, String> said = new HashMap<>();

        private final Map<String, String> receipts = new HashMap<>();
        private final Set<String> refused = new HashSet<>();
        private int texts;

        private Scene(Random random, SteppedRelay relay, HeldStore store) {
            this.random = random;
            this.relay = relay;
            this.store = store;
        }

        private void play() throws IOException {
            for (int i = 0; i < STEPS; i++) {
                act();
            }
            store.answerAppends(Optional.empty());
            store.release();
            for (int i = 0; i < 50; i++) {
                relay.step();
            }
            listen();
            checkHistory();
        }

        private void act() throws IOException {
            switch (random.nextInt(12)) {
                case 0 -> connect();
                case 1 -> disconnect();
                case 2 -> store.hold();
                case 3 -> store.release();
                case 4 -> {
                    if (store.held() > 0) {
                        store.releaseOne();
                    }
                }
                case 5 -> {
                    boolean fails = random.nextInt(4) == 0;
                    store.answerAppends(
                            fails ? Optional.of(new Outcome.Failed<>(new StoreException("full"))) : Optional.empty());
                }
                case 6 -> relay.step();
                default -> {
                    if (!listeners.isEmpty()) {
                        pick(listeners).act();
                    }
                }
            }
            relay.step();
            listen();
        }

        private void connect() throws IOException {
            if (listeners.size() < 6) {
                listeners.add(new Listener(relay.connect(), pick(USERS)));
            }
        }

        private void disconnect() throws IOException {
            if (!listeners.isEmpty()) {
                Listener gone = listeners.remove(random.nextInt(listeners.size()));
                if (random.nextBoolean()) {
                    gone.peer.reset();
                } else {
                    gone.peer.close();
                }
            }
        }

        private void listen() throws IOException {
            for (Listener listener : listeners) {
                for (Frame frame : listener.peer.drain()) {
                    listener.onFrame(frame);
                }
            }
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        /** Both sides of a conversation know it by another name. */
        private static String place(String user, RoomName room) {
            if (!room.isDirect()) {
                return room.canonical();
            }
            String other = room.canonical().substring(1);
            return user.compareTo(other) < 0 ? user + "@" + other : other + "@" + user;
        }

        private void checkHistory() throws IOException {
            Map<String, String> kept = new HashMap<>();
            for (String user : USERS) {
                relay.extended(user).close();
            }
            for (String user : USERS) {
                ScriptedPeer reader = relay.extended(user);
                for (String name : ALL_ROOMS) {
                    RoomName room = RoomName.of(name);
                    Asking.enter(reader, name);
                    Asking.Page page = Asking.ask(reader, Asking.after(name, 0, 200));
                    for (int i = 0; i < page.messages().size(); i++) {
                        RelayMessage.Chat chat = page.messages().get(i);
                        assertThat(chat.seq()).hasValue(i + 1);
                        kept.put(place(user, room) + " " + (i + 1), chat.text());
                    }
                }
                reader.close();
            }
            assertThat(kept).containsAllEntriesOf(said);
            receipts.forEach((text, place) -> assertThat(kept).containsEntry(place, text));
            assertThat(kept.values()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(refused);
        }

        private final class Listener {
            private final ScriptedPeer peer;
            private final String user;
            /** The seq that comes next, of the rooms that it was told of. */
            private final Map<RoomName, Long> next = new HashMap<>();

            private Listener(ScriptedPeer peer, String user) throws IOException {
                this.peer = peer;
                this.user = user;
                peer.send(new ClientMessage.Hello(1, "test")).send(SteppedRelay.credentials(user, "secret"));
            }

            private void act() throws IOException {
                RoomName room = RoomName.of(pick(ROOMS));
                RequestId request = new RequestId("r");
                switch (random.nextInt(8)) {
                    case 0, 1 -> peer.send(new RoomRequest.Join(room, request, false));
                    case 2 -> peer.send(new RoomRequest.Leave(room, request));
                    default -> {
                        for (int i = 1 + random.nextInt(3); i > 0; i--) {
                            String text = user + " " + texts++;
                            MessageId id = new MessageId(text.replace(' ', '-'));
                            peer.send(new ClientMessage.Chat(text, Optional.of(id), Optional.of(room)));
                        }
                    }
                }
            }

            private void onFrame(Frame frame) {
                RelayMessage message;
                try {
                    message = MessageReader.relay(frame).orElseThrow();
                } catch (ProtocolException e) {
                    throw new AssertionError("the relay sent " + frame, e);
                }
                if (message instanceof RoomNews.Entered entered) {
                    // Told again only if it was asked for again.
                    if (next.containsKey(entered.room())) {
                        assertThat(entered.lastSeq()).isEqualTo(next.get(entered.room()) - 1);
                    }
                    next.put(entered.room(), entered.lastSeq() + 1);
                } else if (message instanceof RoomNews.Left left && left.user().equals(UserName.of(user))) {
                    next.remove(left.room());
                } else if (message instanceof RelayMessage.Error error
                        && !error.id().equals("r")) {
                    refused.add(error.id().replace('-', ' '));
                } else if (message instanceof RelayMessage.Chat chat) {
                    onChat(chat);
                }
            }

            private void onChat(RelayMessage.Chat chat) {
                RoomName room = chat.room().orElseThrow();
                long seq = chat.seq().getAsLong();
                boolean isOwn = chat.sender().equals(UserName.of(user));
                if (isOwn && !next.containsKey(room)) {
                    // The user has left the room since; this is the receipt alone.
                    receipts.put(chat.text(), place(user, room) + " " + seq);
                    return;
                }
                assertThat(next).as("%s hears %s", user, chat).containsKey(room);
                assertThat(seq).as("%s hears %s", user, chat).isEqualTo(next.get(room));
                next.put(room, seq + 1);
                String place = place(user, room) + " " + seq;
                assertThat(said.putIfAbsent(place, chat.text())).isIn(null, chat.text());
                if (isOwn) {
                    receipts.put(chat.text(), place);
                }
                assertThat(refused).doesNotContain(chat.text());
            }
        }
    }
}
