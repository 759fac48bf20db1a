package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.withSettings;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.relay.RelayConfig;
import io.naru.relay.SteppedRelay;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockedConstruction;

/** One of a room's readers whose queue throws: neither who speaks nor the others who listen pay for it. */
final class BrokenQueueTest {
    private SteppedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    static List<Throwable> faults() {
        return List.of(
                new IllegalStateException("on purpose"),
                new StackOverflowError("on purpose"),
                new NoClassDefFoundError("on purpose"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aReaderWhoCannotBeSentToCostsItselfOnly(Throwable fault) throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        SendQueue queue;
        try (MockedConstruction<SendQueue> queues =
                mockConstruction(SendQueue.class, withSettings().defaultAnswer(CALLS_REAL_METHODS))) {
            relay.extended("victim");
            queue = queues.constructed().get(0);
        }
        ScriptedPeer bob = relay.extended("bob");
        alice.barrier();
        bob.barrier();
        doThrow(fault).when(queue).add(any());

        alice.send(new ClientMessage.Chat("hello", Optional.empty(), Optional.empty()));

        assertThat(alice.expect(RelayMessage.Chat.class).text()).isEqualTo("hello");
        assertThat(bob.expect(RelayMessage.Chat.class).text()).isEqualTo("hello");
        assertThat(alice.expect(RelayMessage.Presence.class).state()).isEqualTo(PresenceState.OFFLINE);
        assertThat(bob.expect(RelayMessage.Presence.class).state()).isEqualTo(PresenceState.OFFLINE);
        assertThat(relay.drops(DropReason.FAULT)).isEqualTo(1);
        assertThat(alice.barrier()).isEmpty();
        assertThat(bob.barrier()).isEmpty();
    }
}
