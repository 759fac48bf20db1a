package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that fall silent. */
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
}
