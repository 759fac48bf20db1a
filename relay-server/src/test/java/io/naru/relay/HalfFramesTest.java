package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Limits;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames that never end, from many at once: together they may hold so much and no more. */
final class HalfFramesTest {
    private static final String HALF = "\0" + "x".repeat(60_000);
    /** Of sixty thousand octets each, in a mebibyte. */
    private static final int FITTING = 17;

    private SteppedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary()
                .withQueues(new QueueLimits(1 << 20, 1 << 20, 1 << 20))
                .withFrames(new Limits(70_000, 2_048, 62_000)));
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @Test
    void whoIsAtOneFrameTheLongestIsClosed() throws IOException {
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < FITTING + 3; i++) {
            ScriptedPeer peer = relay.base("user" + i);
            peer.send(HALF);
            peers.add(peer);
            for (int turn = 0; turn < 20; turn++) {
                relay.step();
            }
        }

        assertThat(relay.drops(DropReason.MEMORY_LIMIT)).isEqualTo(3);
        ScriptedPeer alice = relay.extended("alice");
        peers.get(3).send("\0");
        assertThat(alice.expect(RelayMessage.Chat.class).sender().display()).isEqualTo("user3");
        alice.send(new ClientMessage.Chat("hello", Optional.empty(), Optional.empty()));
        alice.expect(RelayMessage.Chat.class);
    }
}
