package io.naru.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link against a relay that does as it is told, with a clock that the test sets. */
@Timeout(60)
class RelayLinkTest {
    private static final UserName ALICE = LinkStage.ALICE;
    private static final UserName BOB = UserName.of("bob");

    private LinkStage stage;
    private Stepped stepped;
    private Heard heard;
    private List<String> told;
    private ScriptedRelay relay;
    private RelayLink link;

    @BeforeEach
    void connect() throws IOException {
        stage = new LinkStage();
        stepped = stage.stepped;
        heard = stage.heard;
        told = stage.told;
        relay = stage.relay;
        link = stage.link;
    }

    @AfterEach
    void end() throws IOException {
        stage.close();
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
        ClientMessage.Ping ping = stage.logIn();
        relay.send(presence(BOB, PresenceState.ONLINE));
        relay.send(new RelayMessage.Pong(ping.token()));
        relay.send(presence(UserName.of("carol"), PresenceState.ONLINE));

        assertThat(heard.await(EngineEvent.UserSeen.class).isSnapshot()).isTrue();
        heard.await(EngineEvent.LagMeasured.class);
        assertThat(heard.await(EngineEvent.UserSeen.class).isSnapshot()).isFalse();
    }

    @Test
    void whatTheRelayRefusesGoesToWhoAskedForIt() throws IOException {
        stage.logIn();

        relay.send(new RelayMessage.Error("Not that.", ErrorCode.NOT_ALLOWED, ""));
        relay.send(new RelayMessage.Error("You talk too much.", ErrorCode.BUSY, "m1"));

        assertThat(heard.await(EngineEvent.RelayRefused.class).sentence()).isEqualTo("Not that.");
        relay.send(chat(BOB, "hi", "b1"));
        heard.await(EngineEvent.ChatReceived.class);
        assertThat(told).contains("refused m1");
    }

    @Test
    void aBrokenFileFrameOfAnotherUserDoesNotEndTheLink() throws IOException {
        stage.logIn();
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
        stage.logIn();
        relay.send(FrameEncoder.encode(FrameType.CHAT, "a message without a sender"));
        assertThat(stage.lost().sentence()).contains("isn't Naru's protocol");

        stepped.advance(Duration.ofSeconds(1));
        stage.logIn();
        relay.send(new byte[] {0, (byte) 0xC3, 0x28, 0});
        assertThat(stage.lost().sentence()).contains("aren't UTF-8");

        stepped.advance(Duration.ofSeconds(2));
        stage.logIn();
        byte[] endless = new byte[70_000];
        Arrays.fill(endless, (byte) 'x');
        endless[0] = 0;
        relay.send(endless);
        assertThat(stage.lost().sentence()).contains("longer than the 65536 octets");
    }

    @Test
    void aRelayThatFallsSilentIsGivenUp() throws IOException {
        ClientMessage.Ping ping = stage.logIn();
        relay.send(new RelayMessage.Pong(ping.token()));
        heard.await(EngineEvent.LagMeasured.class);

        stepped.advance(Duration.ofSeconds(16));
        relay.await(ClientMessage.Ping.class);
        stepped.advance(Duration.ofSeconds(28));
        assertThat(heard.all(EngineEvent.LinkLost.class)).isEmpty();
        stepped.advance(Duration.ofSeconds(3));
        stepped.advance(Duration.ofSeconds(3));

        assertThat(stage.lost().sentence()).contains("Nothing was heard from").contains("45 seconds");
    }

    @Test
    void whatCameWhileThisProgramStoodStillIsReadBeforeTheRelayIsGivenUp() throws IOException {
        stage.logIn();
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
        assertThat(stage.lost().sentence()).contains("doesn't answer");
    }

    @Test
    void pingsAreAnswered() throws IOException {
        stage.logIn();
        relay.send(new RelayMessage.Ping("are-you-there"));
        assertThat(relay.await(ClientMessage.Pong.class).token()).isEqualTo("are-you-there");
    }

    @Test
    void aLagIsWhatPassesUntilTheRightPong() throws IOException {
        ClientMessage.Ping ping = stage.logIn();
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
        ClientMessage.Ping first = stage.logIn();
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
        stage.logIn();
        stepped.run(link::leave);
        relay.await(ClientMessage.Close.class);
        assertThat(relay.isHungUp()).isTrue();
        assertThat(heard.await(EngineEvent.LinkEnded.class).sentence()).isEqualTo("You have left.");
        stepped.advance(Duration.ofMinutes(1));
        assertThat(heard.all(EngineEvent.LinkConnecting.class)).hasSize(1);
    }

    @Test
    void aFloodOfChatAllComesInItsOrder() throws IOException {
        stage.logIn();
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
        assertThat(stage.lost().sentence()).isNotEmpty();
    }
}
