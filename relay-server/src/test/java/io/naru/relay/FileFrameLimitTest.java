package io.naru.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Limits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The swap of names may make a frame longer, but never longer than what its receiver takes. */
final class FileFrameLimitTest {
    private static final int LIMIT = Limits.DEFAULT.frameOctets();
    private static final String LONG_NAME = "가".repeat(32);

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
    void aFrameThatWouldGrowPastTheLimitIsRefusedToItsSender() throws IOException {
        ScriptedPeer victim = relay.extended("b");
        ScriptedPeer sender = relay.extended(LONG_NAME);
        victim.barrier();
        sender.barrier();

        sender.send(new ClientMessage.File(request("b", LIMIT)));

        RelayMessage.Error refusal = sender.expect(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal.id()).isEqualTo("r1");
        assertThat(victim.barrier()).isEmpty();
    }

    @Test
    void aFrameThatGrowsUpToTheLimitIsPassedOn() throws IOException {
        ScriptedPeer receiver = relay.extended("b");
        ScriptedPeer sender = relay.extended(LONG_NAME);
        receiver.barrier();
        sender.barrier();

        sender.send(new ClientMessage.File(request("b", LIMIT - (LONG_NAME.getBytes(UTF_8).length - 1))));

        Frame frame = receiver.next();
        assertThat(frame.is(FrameType.FILE)).isTrue();
        assertThat(FrameEncoder.encode(frame)).hasSize(LIMIT);
    }

    /** A request for a file, filled up to a length with a field of tomorrow. */
    private static FileEnvelope request(String user, int octets) {
        // The relay writes the requester's address over the one that stands here.
        String known = " a.txt\u001Fr1\u001F\u001F\u001F127.0.0.1\u001F";
        int head = 3 + user.length() + known.length();
        return new FileEnvelope(4, user, known + "x".repeat(octets - head));
    }
}
