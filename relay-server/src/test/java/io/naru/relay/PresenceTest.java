package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see of each other. */
final class PresenceTest {
    private SteppedRelay relay;
    private ScriptedPeer alice;
    private ScriptedPeer bob;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary()
                .withSessions(SessionLimits.DEFAULT
                        .withMaxUsers(2_000)
                        .withTraffic(
                                TrafficLimits.OFF.with(TrafficClass.CHAT, Optional.of(new TrafficLimits.Rate(2, 3))))));
        alice = relay.extended("alice");
        bob = relay.extended("bob");
        alice.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static ClientMessage presence(PresenceState state, long files, String status) {
        return new ClientMessage.Presence(state, files, files * 10, status);
    }

    @Test
    void aChangeIsToldToEverybody() throws IOException {
        alice.send(presence(PresenceState.AWAY, 3, "점심"));

        RelayMessage.Presence seen = bob.expect(RelayMessage.Presence.class);
        assertThat(seen.user()).isEqualTo(UserName.of("alice"));
        assertThat(seen.state()).isEqualTo(PresenceState.AWAY);
        assertThat(seen.sharedFiles()).hasValue(3);
        assertThat(seen.sharedOctets()).hasValue(30);
        assertThat(seen.status()).isEqualTo("점심");
        assertThat(alice.expect(RelayMessage.Presence.class)).isEqualTo(seen);
    }

    @Test
    void whatDidNotChangeIsNotTold() throws IOException {
        alice.send(presence(PresenceState.AWAY, 3, ""));
        relay.advance(Duration.ofSeconds(2));
        alice.send(presence(PresenceState.AWAY, 3, ""));

        alice.barrier();
        assertThat(bob.barrier()).hasSize(1);
    }

    @Test
    void aFloodOfChangesBecomesTheFirstAndTheLast() throws IOException {
        for (int i = 0; i < 100; i++) {
            alice.send(presence(PresenceState.ONLINE, i, "change " + i));
        }
        alice.barrier();
        List<RelayMessage> atOnce = bob.barrier();
        relay.advance(Duration.ofSeconds(1));
        List<RelayMessage> later = bob.barrier();

        assertThat(atOnce)
                .extracting(message -> ((RelayMessage.Presence) message).status())
                .containsExactly("change 0");
        assertThat(later)
                .extracting(message -> ((RelayMessage.Presence) message).status())
                .containsExactly("change 99");
    }

    @Test
    void whoComesLaterSeesTheLastState() throws IOException {
        alice.send(presence(PresenceState.AWAY, 1, "one"));
        alice.send(presence(PresenceState.AWAY, 2, "two"));
        alice.barrier();
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));

        carol.expect(RelayMessage.Welcome.class);
        assertThat(carol.expect(RelayMessage.Presence.class).status()).isEqualTo("two");
        bob.barrier();
        relay.advance(Duration.ofSeconds(1));
        assertThat(((RelayMessage.Presence) bob.barrier().get(0)).status()).isEqualTo("two");
    }

    @Test
    void aCrowdIsToldInPartsBeforeAnythingElseIsAnswered() throws IOException {
        for (int i = 0; i < 700; i++) {
            relay.base("user" + i);
        }
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));

        List<RelayMessage> beforeThePong = carol.barrier();

        assertThat(beforeThePong.get(0)).isInstanceOf(RelayMessage.Welcome.class);
        Set<String> seen = new HashSet<>();
        for (RelayMessage message : beforeThePong.subList(1, beforeThePong.size())) {
            if (message instanceof RelayMessage.Presence presence) {
                seen.add(presence.user().display());
            }
        }
        assertThat(seen).hasSize(703).contains("alice", "user0", "user699", "carol");
    }

    @Test
    void whoTalksFasterThanAllowedIsReadMoreSlowly() throws IOException {
        for (int i = 0; i < 6; i++) {
            bob.send("\0" + i + "\0");
        }
        // Three at once, one on credit, then two a second.
        assertThat(chats(alice)).containsExactly("0", "1", "2", "3");
        relay.advance(Duration.ofMillis(500));
        assertThat(chats(alice)).containsExactly("4");
        relay.advance(Duration.ofMillis(500));
        assertThat(chats(alice)).containsExactly("5");
    }

    private List<String> chats(ScriptedPeer peer) throws IOException {
        for (int i = 0; i < 20; i++) {
            relay.step();
        }
        return peer.barrier().stream()
                .filter(RelayMessage.Chat.class::isInstance)
                .map(message -> ((RelayMessage.Chat) message).text())
                .toList();
    }
}
