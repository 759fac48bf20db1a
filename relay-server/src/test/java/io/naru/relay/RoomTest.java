package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One room with clients of both levels in it. */
final class RoomTest {
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
    void everybodyHearsAnExtendedAuthorAndTheAuthorGetsAReceipt() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.base("bob");
        alice.skipTo(RelayMessage.Presence.class);

        alice.send(chat("안녕하세요", "m-1"));

        RelayMessage.Chat receipt = alice.expect(RelayMessage.Chat.class);
        assertThat(receipt.sender()).isEqualTo(UserName.of("alice"));
        assertThat(receipt.text()).isEqualTo("안녕하세요");
        assertThat(receipt.id()).contains(new MessageId("m-1"));
        assertThat(receipt.room()).contains(RoomName.LOBBY);
        assertThat(receipt.seq()).hasValue(1);
        assertThat(receipt.timeMillis()).isPresent();
        assertThat(bob.expectText(0)).isEqualTo("alice: 안녕하세요");
    }

    @Test
    void aBaseAuthorGetsNoEcho() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.base("bob");
        ScriptedPeer carol = relay.base("carol");

        bob.send("\0hello\0");

        assertThat(alice.skipTo(RelayMessage.Chat.class).text()).isEqualTo("hello");
        assertThat(carol.baseBarrier()).containsExactly("0 bob: hello");
        assertThat(bob.baseBarrier()).isEmpty();
    }

    @Test
    void whoComesInLearnsWhoIsThereAndTheOthersLearnOfIt() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        relay.base("bob");
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));

        assertThat(carol.expect(RelayMessage.Welcome.class).user()).isEqualTo(UserName.of("carol"));
        assertThat(names(carol.barrier())).containsExactly("alice", "bob", "carol");
        assertThat(names(alice.barrier())).containsExactly("bob", "carol");
    }

    @Test
    void whoGoesIsAnnouncedToExtendedClientsAlone() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.base("bob");
        ScriptedPeer carol = relay.base("carol");
        alice.barrier();

        carol.send("\3\0");
        carol.expectEnd();

        RelayMessage.Presence gone = alice.expect(RelayMessage.Presence.class);
        assertThat(gone.user()).isEqualTo(UserName.of("carol"));
        assertThat(gone.state()).isEqualTo(PresenceState.OFFLINE);
        assertThat(bob.baseBarrier()).isEmpty();
    }

    @Test
    void aMessageThatIsNotTakenIsRefusedWithItsIdAndTheSessionGoesOn() throws IOException {
        ScriptedPeer alice = relay.extended("alice");

        alice.send(chat("  ", "blank"));
        alice.send(chat("x".repeat(16 * 1024 + 1), "long"));
        alice.send(new ClientMessage.Chat(
                "hi", Optional.of(new MessageId("nowhere")), Optional.of(RoomName.of("#elsewhere"))));

        assertThat(alice.barrier())
                .extracting(
                        message -> ((RelayMessage.Error) message).code() + " " + ((RelayMessage.Error) message).id())
                .containsExactly(
                        ErrorCode.MALFORMED + " blank",
                        ErrorCode.TOO_LARGE + " long",
                        ErrorCode.UNKNOWN_ROOM + " nowhere");
    }

    @Test
    void aLineFeedCannotMakeOneSpeakAsAnotherOnAPlainClient() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.base("bob");

        alice.send(chat("one\ncarol: two", "m"));

        assertThat(bob.expectText(0)).isEqualTo("alice: one carol: two");
    }

    @Test
    void aBroadcastIsEncodedOnceForEachLevel() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        relay.extended("bob");
        relay.base("carol");
        relay.base("dave");
        relay.base("erin");
        alice.barrier();
        long before = relay.counters().snapshot().encodedBroadcasts();

        alice.send(chat("hi", "m"));
        alice.barrier();

        assertThat(relay.counters().snapshot().encodedBroadcasts() - before).isEqualTo(2);
    }

    private static ClientMessage chat(String text, String id) {
        return new ClientMessage.Chat(text, Optional.of(new MessageId(id)), Optional.empty());
    }

    private static List<String> names(List<RelayMessage> messages) {
        return messages.stream()
                .filter(RelayMessage.Presence.class::isInstance)
                .map(message -> ((RelayMessage.Presence) message).user().display())
                .toList();
    }
}
