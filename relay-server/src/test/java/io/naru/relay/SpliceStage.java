package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileExchange.SpliceRequest;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.relay.metrics.SpliceFigures;
import io.naru.relay.splice.SpliceLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** A relay that carries octets between kim and lee, who are online and may ask for it. */
abstract class SpliceStage {
    static final Duration LIFE = SpliceLimits.DEFAULT.tokenLife();

    SteppedRelay relay;
    ScriptedPeer kim;
    ScriptedPeer lee;

    /** The tokens of both sides. */
    record Tokens(TransferToken kims, TransferToken lees) {}

    /** Both sides of a way that is open. */
    record Way(SplicedPeer kims, SplicedPeer lees) implements AutoCloseable {
        /** Nothing comes to either side any more. */
        void expectEnd() throws IOException {
            assertThat(kims.untilEnd()).isEmpty();
            assertThat(lees.untilEnd()).isEmpty();
        }

        @Override
        public void close() throws IOException {
            kims.close();
            lees.close();
        }
    }

    void start(SpliceLimits limits) throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary().withSplices(limits));
        kim = relay.extended("kim");
        lee = relay.extended("lee");
        kim.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        if (relay != null) {
            relay.close();
        }
    }

    Tokens ask() throws IOException {
        send(kim, new SpliceRequest(UserName.of("lee"), Optional.of(new RequestId("s1")), Optional.empty()));
        SpliceRequest toKim = told(kim);
        SpliceRequest toLee = told(lee);
        assertThat(toKim.user()).isEqualTo(UserName.of("lee"));
        assertThat(toLee.user()).isEqualTo(UserName.of("kim"));
        assertThat(toKim.requestId()).isEqualTo(toLee.requestId()).contains(new RequestId("s1"));
        return new Tokens(toKim.token().orElseThrow(), toLee.token().orElseThrow());
    }

    static void send(ScriptedPeer peer, FileMessage message) throws IOException {
        peer.send(new ClientMessage.File(FileEnvelope.of(message)));
    }

    static SpliceRequest told(ScriptedPeer peer) throws IOException {
        return (SpliceRequest) peer.skipTo(RelayMessage.File.class).message();
    }

    Way open(Tokens tokens) throws IOException {
        SplicedPeer kims = side(tokens.kims());
        SplicedPeer lees = side(tokens.lees());
        kims.expectOk();
        lees.expectOk();
        return new Way(kims, lees);
    }

    RelayMessage.Error refusal() throws IOException {
        send(kim, new SpliceRequest(UserName.of("lee"), Optional.of(new RequestId("s1")), Optional.empty()));
        return kim.skipTo(RelayMessage.Error.class);
    }

    SplicedPeer side(TransferToken token) throws IOException {
        return SplicedPeer.with(relay, token);
    }

    SpliceFigures figures() {
        return relay.relay().figures().splices();
    }

    void untilNoneIsLeft() throws IOException {
        relay.until("no way is left", () -> figures().open() + figures().waiting() == 0);
    }

    static byte[] octets(Random random, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
