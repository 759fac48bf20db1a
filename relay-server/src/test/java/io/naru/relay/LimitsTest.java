package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageReader;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.session.TrafficLimits.Rate;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one account may send, and what comes of sending more. */
final class LimitsTest {
    private SteppedRelay relay;

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private void start(TrafficLimits traffic) throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(traffic)));
    }

    private static TrafficLimits only(TrafficClass limited, long perSecond, long burst) {
        return new TrafficLimits(Map.of(limited, new Rate(perSecond, burst)), Duration.ofSeconds(5));
    }

    private void steps() throws IOException {
        for (int i = 0; i < 20; i++) {
            relay.step();
        }
    }

    private static ClientMessage listing(int number) {
        return new ClientMessage.File(FileEnvelope.of(
                new FileMessage.ListRequest(UserName.of("bob"), Optional.of(new RequestId("r" + number)), "", "")));
    }

    private int listingsSeenBy(ScriptedPeer peer) throws IOException {
        steps();
        return (int) peer.barrier().stream()
                .filter(RelayMessage.File.class::isInstance)
                .count();
    }

    @Test
    void questionsForListsHaveTheirOwnBudget() throws IOException {
        start(only(TrafficClass.LISTING, 1, 3));
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.extended("bob");
        alice.barrier();

        for (int i = 0; i < 6; i++) {
            alice.send(listing(i));
        }

        assertThat(listingsSeenBy(bob)).isEqualTo(4);
        assertThat(relay.counters().throttled(TrafficClass.LISTING)).isOne();
        relay.advance(Duration.ofSeconds(1));
        assertThat(listingsSeenBy(bob)).isOne();
    }

    @Test
    void comingBackRefillsNothing() throws IOException {
        start(only(TrafficClass.LISTING, 1, 3));
        ScriptedPeer bob = relay.extended("bob");
        ScriptedPeer alice = relay.extended("alice");
        for (int i = 0; i < 3; i++) {
            alice.send(listing(i));
        }
        assertThat(listingsSeenBy(bob)).isEqualTo(3);
        alice.send(new ClientMessage.Close());
        alice.untilEnd();

        ScriptedPeer again = relay.extended("alice");
        for (int i = 3; i < 6; i++) {
            again.send(listing(i));
        }

        assertThat(listingsSeenBy(bob)).isOne();
    }

    @Test
    void oneAccountsFloodDelaysNobodyElse() throws IOException {
        start(only(TrafficClass.CHAT, 1, 2));
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.extended("bob");
        for (int i = 0; i < 50; i++) {
            alice.send("\0flood\0");
        }
        steps();

        bob.send("\0hello\0");

        assertThat(bob.skipTo(RelayMessage.Chat.class, chat -> chat.text().equals("hello")))
                .isNotNull();
    }

    @Test
    void octetsOfAnyKindAreLimitedTogether() throws IOException {
        start(only(TrafficClass.OCTETS, 1_000, 10_000));
        ScriptedPeer alice = relay.extended("alice");
        alice.send("\0" + "x".repeat(12_000) + "\0");
        steps();

        assertThat(relay.counters().throttled(TrafficClass.OCTETS)).isOne();
        alice.send(new ClientMessage.Ping("waits"));
        steps();
        assertThat(alice.drain()).noneMatch(frame -> frame.typeOctet() == 9);
        relay.advance(Duration.ofSeconds(4));
        alice.skipTo(RelayMessage.Pong.class);
    }

    @Test
    void framesWithNothingInThemAreLimitedAsOctetsToo() throws IOException {
        start(only(TrafficClass.OCTETS, 1_000, 10_000));
        ScriptedPeer alice = relay.extended("alice");
        String unknownFrames = "\36\0".repeat(500);

        alice.send(unknownFrames);
        steps();

        assertThat(relay.drops(DropReason.UNKNOWN_FRAME)).isBetween(100L, 200L);
        assertThat(relay.counters().throttled(TrafficClass.OCTETS)).isPositive();
    }

    @Test
    void whoGoesOnIsToldAndThenSentAway() throws IOException, ProtocolException {
        start(only(TrafficClass.PRESENCE, 1, 1));
        ScriptedPeer alice = relay.extended("alice");
        boolean isOver = false;
        for (int i = 0; i < 60 && !isOver; i++) {
            alice.send(new ClientMessage.Presence(PresenceState.ONLINE, i, i, ""));
            alice.send(new ClientMessage.Presence(PresenceState.AWAY, i, i, ""));
            steps();
            relay.advance(Duration.ofSeconds(1));
            isOver = relay.drops(DropReason.TOO_FAST) > 0;
        }

        assertThat(isOver).isTrue();
        List<RelayMessage.Error> errors = new ArrayList<>();
        for (Frame frame : alice.untilEnd()) {
            MessageReader.relay(frame)
                    .filter(RelayMessage.Error.class::isInstance)
                    .ifPresent(error -> errors.add((RelayMessage.Error) error));
        }
        assertThat(errors).extracting(RelayMessage.Error::code).containsExactly(ErrorCode.TOO_FAST, ErrorCode.TOO_FAST);
        assertThat(errors.get(0).text()).contains("has to wait");
    }

    @Test
    void withoutLimitsNothingWaits() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withoutShares()));
        ScriptedPeer alice = relay.extended("alice");
        for (int i = 0; i < 1_000; i++) {
            alice.send(new ClientMessage.Ping("p" + i));
            alice.send("\0" + i + "\0");
        }
        alice.barrier();

        for (TrafficClass each : TrafficClass.values()) {
            assertThat(relay.counters().throttled(each)).isZero();
        }
    }
}
