package io.naru.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageId;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link against a relay that does as it is told, with a clock that the test sets. */
@Timeout(60)
class RelayLinkTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Password password = Password.of("secret");
    private ScriptedRelay relay;
    private RelayLink link;

    @BeforeEach
    void connect() throws IOException {
        relay = new ScriptedRelay();
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

    @AfterEach
    void end() throws IOException {
        stepped.run(link::leave);
        stepped.stop();
        relay.close();
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

    private Login plain(Password with) {
        return Login.of(relay.address(), ALICE, Optional.of(with), Protection.PLAIN);
    }

    private ClientMessage.Ping logIn() throws IOException {
        relay.letIn();
        heard.await(EngineEvent.LinkUp.class);
        return relay.await(ClientMessage.Ping.class);
    }

    private static RelayMessage.Presence presence(UserName user, PresenceState state) {
        return new RelayMessage.Presence(
                user,
                state,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "",
                Optional.empty(),
                Role.MEMBER);
    }

    private static RelayMessage.Chat chat(UserName sender, String text, String id) {
        return new RelayMessage.Chat(
                sender,
                text,
                Optional.of(new MessageId(id)),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private EngineEvent.LinkLost lost() {
        return heard.await(EngineEvent.LinkLost.class);
    }

    @Test
    void itLogsInWithHelloAndCredentials() throws IOException {
        ClientMessage.Credentials credentials = relay.letIn();

        assertThat(credentials.user()).isEqualTo(ALICE);
        assertThat(credentials.password()).isEqualTo(Password.of("secret"));
        EngineEvent.LinkUp up = heard.await(EngineEvent.LinkUp.class);
        assertThat(up.relayName()).isEqualTo("scripted");
        assertThat(up.isEncrypted()).isFalse();
        stepped.run(() -> {});
        assertThat(told).containsExactly("up at 127.0.0.1 towards 127.0.0.1");
    }

    @Test
    void presenceUntilTheFirstPongIsTheSnapshot() throws IOException {
        ClientMessage.Ping ping = logIn();
        relay.send(presence(BOB, PresenceState.ONLINE));
        relay.send(new RelayMessage.Pong(ping.token()));
        relay.send(presence(UserName.of("carol"), PresenceState.ONLINE));

        assertThat(heard.await(EngineEvent.UserSeen.class).isSnapshot()).isTrue();
        heard.await(EngineEvent.LagMeasured.class);
        assertThat(heard.await(EngineEvent.UserSeen.class).isSnapshot()).isFalse();
    }

    @Test
    void whatTheRelayRefusesGoesToWhoAskedForIt() throws IOException {
        logIn();

        relay.send(new RelayMessage.Error("Not that.", ErrorCode.NOT_ALLOWED, ""));
        relay.send(new RelayMessage.Error("You talk too much.", ErrorCode.BUSY, "m1"));

        assertThat(heard.await(EngineEvent.RelayRefused.class).sentence()).isEqualTo("Not that.");
        relay.send(chat(BOB, "hi", "b1"));
        heard.await(EngineEvent.ChatReceived.class);
        assertThat(told).contains("refused m1");
    }

    @Test
    void aBrokenFileFrameOfAnotherUserDoesNotEndTheLink() throws IOException {
        logIn();
        relay.send(FrameEncoder.encodeFile(FileCommand.DOWNLOAD_ACCEPT, "bob test.txt 127.0.0.1 0"));
        relay.send(FrameEncoder.encodeFile(FileCommand.DOWNLOAD_ACCEPT, "bob"));
        relay.send(FrameEncoder.encodeFile(FileCommand.LIST_BODY, "no!name x"));
        relay.send(FrameEncoder.encodeFile(FileCommand.LIST_BODY, "bob " + "x".repeat(5_000)));
        relay.send(new byte[] {2, 99, 'b', 'o', 'b', 0});
        relay.send(chat(BOB, "still here", "b1"));

        assertThat(heard.await(EngineEvent.ChatReceived.class).text()).isEqualTo("still here");
        assertThat(told).hasSize(1);
    }

    @Test
    void aRelayThatSendsRubbishIsLeftAndTriedAgain() throws IOException {
        logIn();
        relay.send(FrameEncoder.encode(FrameType.CHAT, "a message without a sender"));
        assertThat(lost().sentence()).contains("isn't Naru's protocol");

        stepped.advance(Duration.ofSeconds(1));
        logIn();
        relay.send(new byte[] {0, (byte) 0xC3, 0x28, 0});
        assertThat(lost().sentence()).contains("aren't UTF-8");

        stepped.advance(Duration.ofSeconds(2));
        logIn();
        byte[] endless = new byte[70_000];
        Arrays.fill(endless, (byte) 'x');
        endless[0] = 0;
        relay.send(endless);
        assertThat(lost().sentence()).contains("longer than the 65536 octets");
    }

    @Test
    void refusalsThatMakeNoSenseToRepeatEndTheLinkAndLeavingWipesThePassword() throws IOException {
        relay.greet();
        relay.send(new RelayMessage.Error("You are banned: flooding.", ErrorCode.BANNED, ""));

        EngineEvent.LinkEnded ended = heard.await(EngineEvent.LinkEnded.class);
        assertThat(ended.sentence()).isEqualTo("You are banned: flooding.");
        assertThat(ended.code()).contains(ErrorCode.BANNED);
        stepped.advance(Duration.ofMinutes(5));
        assertThat(heard.all(EngineEvent.LinkConnecting.class)).hasSize(1);
        stepped.run(link::leave);
        assertThat(password.octets()).containsOnly(0);
    }

    @Test
    void aFullOrStoppingRelayIsTriedAgain() throws IOException {
        relay.greet();
        relay.send(new RelayMessage.Error("Full.", ErrorCode.RELAY_FULL, ""));
        assertThat(lost().sentence()).isEqualTo("Full.");
        stepped.advance(Duration.ofSeconds(1));
        logIn();
        relay.send(new RelayMessage.Close("The relay is stopping.", Optional.of(ErrorCode.STOPPING)));
        assertThat(lost().sentence()).isEqualTo("The relay is stopping.");
    }

    @Test
    void aSessionThatWasReplacedStaysAway() throws IOException {
        logIn();
        relay.send(new RelayMessage.Close("You are online elsewhere.", Optional.of(ErrorCode.REPLACED)));
        assertThat(heard.await(EngineEvent.LinkEnded.class).code()).contains(ErrorCode.REPLACED);
        stepped.advance(Duration.ofMinutes(5));
        assertThat(heard.all(EngineEvent.LinkConnecting.class)).hasSize(1);
    }

    @Test
    void aSessionThatWasReplacedComesBackWhenItsUserWants() throws IOException {
        logIn();
        relay.send(new RelayMessage.Close("You are online elsewhere.", Optional.of(ErrorCode.REPLACED)));
        heard.await(EngineEvent.LinkEnded.class);

        stepped.run(link::tryWithoutPause);

        assertThat(relay.letIn().password()).isEqualTo(Password.of("secret"));
        heard.await(EngineEvent.LinkUp.class);
    }

    @Test
    void pausesGrowToHalfAMinuteWithJitter() throws IOException {
        relay.accept();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            relay.hangUp();
            EngineEvent.LinkLost lost = lost();
            Duration bound = Duration.ofSeconds(Math.min(30, 1L << i));
            assertThat(lost.retryIn()).isBetween(bound.dividedBy(2), bound);
            longest = lost.retryIn();
            stepped.advance(lost.retryIn());
            relay.accept();
        }
        assertThat(longest).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aLinkThatBreaksRightBehindTheLoginIsTriedLessAndLessOften() throws IOException {
        Duration pause = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            logIn();
            relay.hangUp();
            pause = lost().retryIn();
            stepped.advance(pause);
        }
        assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(8));

        logIn();
        stepped.advance(Duration.ofSeconds(10));
        relay.hangUp();
        assertThat(lost().retryIn()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoIsToldWhenTheRelayIsBackComesAtARandomMomentFromThenOn() throws IOException {
        Set<Duration> moments = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            logIn();
            relay.send(new RelayMessage.Close(
                    "The relay is stopping.", Optional.of(ErrorCode.STOPPING), OptionalLong.of(100)));

            EngineEvent.LinkLost lost = lost();
            assertThat(lost.sentence()).isEqualTo("The relay is stopping.");
            assertThat(lost.retryIn()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(200));
            moments.add(lost.retryIn());
            stepped.advance(lost.retryIn());
        }
        assertThat(moments).hasSize(5);
        logIn();
    }

    @Test
    void aRelayThatIsBackAtOnceIsNotBesieged() throws IOException {
        logIn();
        relay.send(new RelayMessage.Close("Bye.", Optional.of(ErrorCode.STOPPING), OptionalLong.of(0)));

        assertThat(lost().retryIn()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aRelayThatFallsSilentIsGivenUp() throws IOException {
        ClientMessage.Ping ping = logIn();
        relay.send(new RelayMessage.Pong(ping.token()));
        heard.await(EngineEvent.LagMeasured.class);

        stepped.advance(Duration.ofSeconds(16));
        relay.await(ClientMessage.Ping.class);
        stepped.advance(Duration.ofSeconds(28));
        assertThat(heard.all(EngineEvent.LinkLost.class)).isEmpty();
        stepped.advance(Duration.ofSeconds(3));
        stepped.advance(Duration.ofSeconds(3));

        assertThat(lost().sentence()).contains("Nothing was heard from").contains("45 seconds");
    }

    @Test
    void whatCameWhileThisProgramStoodStillIsReadBeforeTheRelayIsGivenUp() throws IOException {
        logIn();
        for (int i = 0; i < 3; i++) {
            stepped.advance(Duration.ofMinutes(1));
            relay.send(chat(BOB, "still here", "s" + i));
            heard.await(EngineEvent.ChatReceived.class);
            stepped.advance(Duration.ofSeconds(3));
        }
        assertThat(heard.all(EngineEvent.LinkLost.class)).isEmpty();
    }

    @Test
    void aRelayThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        relay.accept();
        relay.expect(ClientMessage.Hello.class);
        stepped.advance(Duration.ofSeconds(11));
        assertThat(lost().sentence()).contains("doesn't answer");
    }

    @Test
    void pingsAreAnswered() throws IOException {
        logIn();
        relay.send(new RelayMessage.Ping("are-you-there"));
        assertThat(relay.await(ClientMessage.Pong.class).token()).isEqualTo("are-you-there");
    }

    @Test
    void aLagIsWhatPassesUntilTheRightPong() throws IOException {
        ClientMessage.Ping ping = logIn();
        stepped.advance(Duration.ofMillis(40));
        relay.send(new RelayMessage.Pong("another"));
        relay.send(new RelayMessage.Pong(ping.token()));
        relay.send(new RelayMessage.Pong(ping.token()));
        relay.send(chat(BOB, "barrier", "b1"));
        heard.await(EngineEvent.ChatReceived.class);
        assertThat(heard.all(EngineEvent.LagMeasured.class))
                .containsExactly(new EngineEvent.LagMeasured(Duration.ofMillis(40)));
    }

    @Test
    void aLagGrowsInSightWhileAnAnswerIsMissing() throws IOException {
        ClientMessage.Ping first = logIn();
        stepped.advance(Duration.ofSeconds(6));
        assertThat(heard.all(EngineEvent.LagMeasured.class)).isEmpty();
        relay.send(new RelayMessage.Pong(first.token()));
        heard.await(EngineEvent.LagMeasured.class);
        stepped.advance(Duration.ofSeconds(9));
        ClientMessage.Ping second = relay.await(ClientMessage.Ping.class);

        stepped.advance(Duration.ofSeconds(5));
        stepped.advance(Duration.ofSeconds(5));

        assertThat(heard.all(EngineEvent.LagMeasured.class)).containsExactly(lag(6_000), lag(5_000), lag(10_000));
        stepped.advance(Duration.ofMillis(100));
        relay.send(new RelayMessage.Pong(second.token()));
        relay.send(chat(BOB, "barrier", "b1"));
        heard.await(EngineEvent.ChatReceived.class);
        stepped.advance(Duration.ofMillis(4_800));
        assertThat(heard.all(EngineEvent.LagMeasured.class)).last().isEqualTo(lag(10_100));
    }

    private static EngineEvent.LagMeasured lag(long millis) {
        return new EngineEvent.LagMeasured(Duration.ofMillis(millis));
    }

    @Test
    void leavingSaysGoodbyeAndStaysAway() throws IOException {
        logIn();
        stepped.run(link::leave);
        relay.await(ClientMessage.Close.class);
        assertThat(relay.isHungUp()).isTrue();
        assertThat(heard.await(EngineEvent.LinkEnded.class).sentence()).isEqualTo("You have left.");
        stepped.advance(Duration.ofMinutes(1));
        assertThat(heard.all(EngineEvent.LinkConnecting.class)).hasSize(1);
    }

    @Test
    void aFloodOfChatAllComesInItsOrder() throws IOException {
        logIn();
        for (int i = 0; i < 20_000; i++) {
            relay.send(chat(BOB, "message " + i, "b" + i));
        }
        for (int i = 0; i < 20_000; i++) {
            assertThat(heard.await(EngineEvent.ChatReceived.class).text()).isEqualTo("message " + i);
        }
    }

    @Test
    void somethingThatIsNoRelayIsToldApart() throws IOException {
        relay.accept();
        relay.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        relay.hangUp();
        assertThat(lost().sentence()).isNotEmpty();
    }
}
