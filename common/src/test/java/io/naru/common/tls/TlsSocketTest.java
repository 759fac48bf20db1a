package io.naru.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsSocketTest {
    private static final Duration LONG = Duration.ofSeconds(60);
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

    @Test
    void bothSidesLearnEachOthersKeysAndOctetsGoBothWays() throws Exception {
        CompletableFuture<Optional<Fingerprint>> client = TestRelay.echoing(RELAY, listener);
        try (TlsSocket socket = handshake(LONG)) {
            socket.output().write(new byte[] {1, 2, 3});
            assertThat(socket.input().readNBytes(3)).containsExactly(1, 2, 3);
            assertThat(socket.peer()).isEqualTo(RELAY.fingerprint());
        }
        assertThat(client.get(60, TimeUnit.SECONDS)).contains(KIM.fingerprint());
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
        Socket socket = connected();
        PinMismatchException mismatch = catchThrowableOfType(
                PinMismatchException.class, () -> TlsSocket.handshake(socket, ClientTlsContext.of(KIM, other), LONG));
        assertThat(mismatch.expected()).isEqualTo(other);
        assertThat(mismatch.seen()).isEqualTo(RELAY.fingerprint());
        assertThat(mismatch)
                .hasMessageContaining(other.toString())
                .hasMessageContaining(RELAY.fingerprint().toString());
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void relayThatSaysNothingIsGivenUp() throws Exception {
        TestRelay.serving(listener, accepted -> accepted.getInputStream().readAllBytes());
        Socket socket = connected();
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> TlsSocket.handshake(
                        socket, ClientTlsContext.of(KIM, RELAY.fingerprint()), Duration.ofMillis(200)))
                .withMessage("the TLS handshake wasn't done within 0.2 seconds");
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void otherProtocolsAreToldAsSuch() throws Exception {
        TestRelay.serving(listener, accepted -> {
            accepted.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII));
            return accepted.getInputStream().read();
        });
        assertThatIOException().isThrownBy(() -> handshake(LONG)).withMessage("the other side doesn't speak TLS");
    }

    @Test
    void connectionThatEndsIsToldAsSuch() throws Exception {
        TestRelay.serving(listener, accepted -> accepted.getInputStream().read());
        assertThatIOException()
                .isThrownBy(() -> handshake(LONG))
                .withMessage("the connection ended during the TLS handshake");
    }

    @Test
    void relayWithOlderTlsIsToldAsSuch() throws Exception {
        TestRelay.serving(listener, accepted -> {
            SSLSocket tls = TestRelay.server(RelayTlsContext.of(RELAY), accepted);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
            tls.startHandshake();
            return 0;
        });
        assertThatIOException().isThrownBy(() -> handshake(LONG)).withMessage("the other side has no TLS 1.3");
    }

    @Test
    void closingEndsABlockedWriter() throws Exception {
        CountDownLatch isDone = new CountDownLatch(1);
        TestRelay.serving(listener, accepted -> {
            TestRelay.server(RelayTlsContext.of(RELAY), accepted).startHandshake();
            return isDone.await(60, TimeUnit.SECONDS);
        });
        TlsSocket socket = handshake(LONG);
        CountDownLatch isWriting = new CountDownLatch(1);
        CompletableFuture<IOException> fault = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                socket.output().write(new byte[1]);
                isWriting.countDown();
                // More than any buffers on the way hold, so it can't end by itself.
                socket.output().write(new byte[64 << 20]);
                fault.complete(null);
            } catch (IOException e) {
                fault.complete(e);
            }
        });
        writer.setDaemon(true);
        writer.start();
        isWriting.await(60, TimeUnit.SECONDS);

        socket.close();

        assertThat(fault.get(60, TimeUnit.SECONDS)).isNotNull();
        assertThatIOException().isThrownBy(() -> socket.input().read());
        isDone.countDown();
    }

    private TlsSocket handshake(Duration timeout) throws IOException {
        return TlsSocket.handshake(connected(), ClientTlsContext.of(KIM, RELAY.fingerprint()), timeout);
    }

    private Socket connected() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }
}
