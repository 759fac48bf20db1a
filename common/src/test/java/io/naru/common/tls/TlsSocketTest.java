package io.naru.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsSocketTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Identity RELAY = TestIdentities.of("relay");
    private static final Identity KIM = TestIdentities.of("kim");

    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private Socket connected() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    @Test
    void bothSidesLearnEachOthersKeysAndOctetsGoBothWays() throws Exception {
        CompletableFuture<Optional<Fingerprint>> client = TestRelay.echoing(RELAY, listener);
        try (TlsSocket socket = TlsSocket.handshake(connected(), ClientTlsContext.of(KIM, RELAY.fingerprint()), LONG)) {
            socket.output().write(new byte[] {1, 2, 3});
            assertThat(socket.input().readNBytes(3)).containsExactly(1, 2, 3);
            assertThat(socket.peer()).isEqualTo(RELAY.fingerprint());
        }
        assertThat(client.join()).contains(KIM.fingerprint());
    }

    @Test
    void unknownRelayIsToldWithItsFingerprint() throws Exception {
        TestRelay.echoing(RELAY, listener);
        Socket socket = connected();
        UnknownRelayException unknown = catchThrowableOfType(
                UnknownRelayException.class, () -> TlsSocket.handshake(socket, ClientTlsContext.probing(KIM), LONG));
        assertThat(unknown.seen()).isEqualTo(RELAY.fingerprint());
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void anotherKeyIsToldWithBothFingerprints() throws Exception {
        TestRelay.echoing(RELAY, listener);
        Fingerprint other = TestIdentities.of("other").fingerprint();
        PinMismatchException mismatch = catchThrowableOfType(
                PinMismatchException.class,
                () -> TlsSocket.handshake(connected(), ClientTlsContext.of(KIM, other), LONG));
        assertThat(mismatch.expected()).isEqualTo(other);
        assertThat(mismatch.seen()).isEqualTo(RELAY.fingerprint());
    }
}
