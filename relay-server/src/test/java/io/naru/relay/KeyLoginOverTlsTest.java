package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.KeyStanding;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.testkit.TestIdentities;
import io.naru.common.tls.ClientTlsContext;
import io.naru.common.tls.TlsSocket;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The key that counts is the one of the TLS handshake: a relay and clients as they are. */
final class KeyLoginOverTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final TlsSocket tls;
        private final FrameDecoder decoder = new FrameDecoder(64 * 1024);
        private ByteBuffer input = ByteBuffer.allocate(0);

        Client(RelayServer relay, Identity own) throws IOException {
            socket = new Socket(relay.address().getAddress(), relay.address().getPort());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            tls = TlsSocket.handshake(socket, ClientTlsContext.of(own, relay.fingerprint()), PATIENCE);
            send(new ClientMessage.Hello(1, "test"));
        }

        void send(ClientMessage message) throws IOException {
            tls.output().write(MessageWriter.octets(message));
            tls.output().flush();
        }

        RelayMessage next(Predicate<RelayMessage> wanted) throws IOException {
            try {
                while (true) {
                    Frame frame = decoder.next(input);
                    if (frame == null) {
                        byte[] octets = new byte[16 * 1024];
                        int count = tls.input().read(octets);
                        assertThat(count).as("octets").isPositive();
                        input = ByteBuffer.wrap(octets, 0, count);
                    } else {
                        RelayMessage message = MessageReader.relay(frame).orElseThrow();
                        if (wanted.test(message)) {
                            return message;
                        }
                    }
                }
            } catch (ProtocolException e) {
                throw new AssertionError("the relay sent what is no message", e);
            }
        }

        @Override
        public void close() throws IOException {
            tls.close();
            socket.close();
        }
    }

    @Test
    void theKeyThatWasShownInTheHandshakeOpensTheAccountAndNoOtherDoes() throws IOException {
        Identity laptop = TestIdentities.of("laptop");
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            try (Client first = new Client(relay, laptop)) {
                first.send(SteppedRelay.credentials("alice", "secret"));
                RelayMessage.Welcome welcome =
                        (RelayMessage.Welcome) first.next(RelayMessage.Welcome.class::isInstance);
                assertThat(KeyStanding.of(welcome.facts())).isEqualTo(KeyStanding.BOUND);
                RelayMessage.Presence self =
                        (RelayMessage.Presence) first.next(RelayMessage.Presence.class::isInstance);
                assertThat(self.fingerprint()).contains(laptop.fingerprint());
                first.send(new ClientMessage.Close());
            }
            try (Client other = new Client(relay, TestIdentities.of("other"))) {
                other.send(new ClientMessage.KeyLogin(UserName.of("alice")));
                RelayMessage.Error refusal = (RelayMessage.Error) other.next(RelayMessage.Error.class::isInstance);
                assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
            }
            try (Client again = new Client(relay, laptop)) {
                again.send(new ClientMessage.KeyLogin(UserName.of("alice")));
                again.next(RelayMessage.Welcome.class::isInstance);
            }
        }
    }
}
