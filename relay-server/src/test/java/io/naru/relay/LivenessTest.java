package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that fall silent, and users who come a second time. */
final class LivenessTest {
    private SteppedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @Test
    void aSilentExtendedClientIsAskedAndItsAnswerKeepsIt() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        for (int i = 0; i < 5; i++) {
            relay.advance(Duration.ofSeconds(30));
            RelayMessage.Ping ping = alice.expect(RelayMessage.Ping.class);
            alice.send(new ClientMessage.Pong(ping.token()));
            assertThat(alice.barrier()).isEmpty();
        }
    }

    @Test
    void whoTalksIsNotAsked() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        for (int i = 0; i < 10; i++) {
            relay.advance(Duration.ofSeconds(20));
            assertThat(alice.barrier()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotAnswerIsClosedAfterSeventyFiveSeconds() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.extended("bob");
        alice.barrier();
        relay.advance(Duration.ofSeconds(30));
        alice.expect(RelayMessage.Ping.class);
        bob.barrier();
        relay.advance(Duration.ofSeconds(44));
        assertThat(alice.drain()).isEmpty();
        bob.barrier();

        relay.advance(Duration.ofSeconds(1));

        assertThat(alice.expect(RelayMessage.Close.class).code()).contains(ErrorCode.IDLE_TIMEOUT);
        alice.expectEnd();
        assertThat(bob.skipTo(RelayMessage.Presence.class).state()).isEqualTo(PresenceState.OFFLINE);
    }

    @Test
    void aBaseClientIsNeverAsked() throws IOException {
        ScriptedPeer bob = relay.base("bob");
        for (int i = 0; i < 10; i++) {
            relay.advance(Duration.ofMinutes(10));
        }

        assertThat(bob.baseBarrier()).isEmpty();
    }

    @Test
    void aSecondLoginIsRefusedWhileTheFirstAnswers() throws IOException {
        ScriptedPeer first = relay.extended("alice");
        ScriptedPeer second = relay.hello();
        second.send(SteppedRelay.credentials("alice", "secret"));

        RelayMessage.Ping probe = first.expect(RelayMessage.Ping.class);
        first.send(new ClientMessage.Pong(probe.token()));

        assertThat(second.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.ALREADY_ONLINE);
        second.expect(RelayMessage.Close.class);
        second.expectEnd();
        assertThat(first.barrier()).isEmpty();
    }

    @Test
    void aSecondLoginReplacesASessionThatDoesNotAnswer() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        ScriptedPeer first = relay.extended("alice");
        bob.barrier();
        ScriptedPeer second = relay.hello();
        second.send(SteppedRelay.credentials("alice", "secret"));
        first.expect(RelayMessage.Ping.class);

        relay.advance(Duration.ofSeconds(3));

        second.expect(RelayMessage.Welcome.class);
        assertThat(first.expect(RelayMessage.Close.class).code()).contains(ErrorCode.REPLACED);
        first.expectEnd();
        assertThat(bob.barrier())
                .extracting(message -> ((RelayMessage.Presence) message).state())
                .containsExactly(PresenceState.OFFLINE, PresenceState.ONLINE);
        assertThat(relay.drops(DropReason.REPLACED)).isEqualTo(1);
    }

    @Test
    void aSecondLoginWithAWrongPasswordDisturbsNobody() throws IOException {
        ScriptedPeer first = relay.extended("alice");
        ScriptedPeer second = relay.hello();

        second.send(SteppedRelay.credentials("alice", "wrong"));

        assertThat(second.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        assertThat(first.barrier()).isEmpty();
    }

    @Test
    void aSecondLoginTakesOverWhenTheFirstEndsWhileItIsAsked() throws IOException {
        ScriptedPeer first = relay.extended("alice");
        ScriptedPeer second = relay.hello();
        second.send(SteppedRelay.credentials("alice", "secret"));
        first.expect(RelayMessage.Ping.class);

        first.reset();

        second.expect(RelayMessage.Welcome.class);
        assertThat(second.barrier()).hasSize(1);
        assertThat(relay.drops(DropReason.REPLACED)).isZero();
    }

    @Test
    void aThirdLoginDoesNotWaitForTheSecond() throws IOException {
        ScriptedPeer first = relay.extended("alice");
        ScriptedPeer second = relay.hello();
        second.send(SteppedRelay.credentials("alice", "secret"));
        first.expect(RelayMessage.Ping.class);
        ScriptedPeer third = relay.hello();
        third.send(SteppedRelay.credentials("alice", "secret"));

        assertThat(third.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.ALREADY_ONLINE);
    }

    @Test
    void aSecondLoginIsRefusedWhileABaseClientIsConnected() throws IOException {
        relay.base("bob");
        ScriptedPeer second = relay.connect();

        second.send("\1bob secret\0");

        assertThat(second.expectText(0)).isEqualTo("* bob is online already, and answers; leave there first.");
        second.expectText(3);
        second.expectEnd();
    }

    @Test
    void anAskerWhoGivesUpLeavesTheFirstAlone() throws IOException {
        ScriptedPeer first = relay.extended("alice");
        ScriptedPeer second = relay.hello();
        second.send(SteppedRelay.credentials("alice", "secret"));
        first.expect(RelayMessage.Ping.class);
        second.reset();
        first.barrier();

        relay.advance(Duration.ofSeconds(3));

        assertThat(first.barrier()).isEmpty();
    }
}
