package io.naru.client.link;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A link, the relay that it goes to, which does as it is told, and a clock that the test sets. */
final class LinkStage implements AutoCloseable {
    static final UserName ALICE = UserName.of("alice");

    final Stepped stepped = new Stepped();
    final Heard heard = new Heard();
    final List<String> told = new CopyOnWriteArrayList<>();
    final Password password = Password.of("secret");
    final ScriptedRelay relay = new ScriptedRelay();
    final RelayLink link;

    /** Alice's, on its way to the relay. */
    LinkStage() throws IOException {
        link = new RelayLink(new LinkSetup(
                stepped.agent(),
                new TcpDialer(Duration.ofSeconds(5)),
                LinkTimes.DEFAULT,
                new Random(1),
                "test",
                heard,
                new Told()));
        stepped.run(() -> link.connect(plain(password)));
    }

    @Override
    public void close() throws IOException {
        stepped.run(link::leave);
        stepped.stop();
        relay.close();
    }

    /** Lets alice in; gives the first question whether the relay is there. */
    ClientMessage.Ping logIn() throws IOException {
        relay.letIn();
        heard.await(EngineEvent.LinkUp.class);
        return relay.await(ClientMessage.Ping.class);
    }

    /** The next time that the link is lost. */
    EngineEvent.LinkLost lost() {
        return heard.await(EngineEvent.LinkLost.class);
    }

    private Login plain(Password with) {
        return Login.of(relay.address(), ALICE, Optional.of(with), Protection.PLAIN);
    }

    private final class Told implements LinkListener {
        @Override
        public void onUp(Ends ends) {
            told.add("up at " + ends.local().getHostAddress() + " towards "
                    + ends.relay().getHostAddress());
        }

        @Override
        public void onDown() {
            told.add("down");
        }

        @Override
        public void onFile(FileMessage message) {
            told.add("file from " + message.user());
        }

        @Override
        public void onChat(RelayMessage.Chat chat) {
            heard.post(new EngineEvent.ChatReceived(
                    chat.sender(),
                    chat.text(),
                    chat.id(),
                    Instant.EPOCH,
                    chat.sender().equals(ALICE)));
        }

        @Override
        public void onRoom(RoomNews news) {
            told.add("room news");
        }

        @Override
        public void onSnapshotEnd() {
            told.add("snapshot ended");
        }

        @Override
        public void onRefused(String id, ErrorCode code, String text) {
            told.add("refused " + id);
        }

        @Override
        public PeerTrust onPresence(UserName user, PresenceState state, Optional<Fingerprint> key) {
            told.add(user + " " + state);
            return PeerTrust.NONE;
        }
    }
}
