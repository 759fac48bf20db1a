package io.naru.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.identity.Identity;
import io.naru.common.testkit.TestIdentities;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerTlsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Identity KIM = TestIdentities.of("kim");
    private static final Identity LEE = TestIdentities.of("lee");

    private ServerSocketChannel door;

    /** What a side does with its end. */
    private interface Side<T> {
        T run(SocketChannel channel) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    private <T> CompletableFuture<T> accepting(Side<T> side) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return side.run(door.accept());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private CompletableFuture<TlsLine> lee() {
        return accepting(channel -> PeerTls.accept(channel, LEE, LONG));
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(door.getLocalAddress());
    }

    private TlsLine kim() throws IOException {
        return PeerTls.connect(connected(), KIM, LEE.fingerprint(), LONG);
    }

    private static byte[] read(TlsLine line, int count) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(count);
        while (into.hasRemaining() && line.read(into) >= 0) {
            assertThat(into.position()).isPositive();
        }
        return Arrays.copyOf(into.array(), into.position());
    }

    @Test
    void bothProveTheirKeysAndOctetsGoBothWays() throws Exception {
        CompletableFuture<TlsLine> accepted = lee();
        try (TlsLine kim = kim();
                TlsLine lee = accepted.get(60, TimeUnit.SECONDS)) {
            assertThat(kim.peerKey()).isEqualTo(LEE.fingerprint());
            assertThat(lee.peerKey()).isEqualTo(KIM.fingerprint());
            kim.write(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.allocate(0), ByteBuffer.wrap(new byte[] {3}));
            lee.write(ByteBuffer.wrap(new byte[] {4}));
            assertThat(read(lee, 3)).containsExactly(1, 2, 3);
            assertThat(read(kim, 1)).containsExactly(4);
        }
    }

    @Test
    void muchComesAsItWasSentInWhateverPieces() throws Exception {
        byte[] much = new byte[3_000_001];
        new Random(5).nextBytes(much);
        CompletableFuture<TlsLine> accepted = lee();
        TlsLine kim = kim();
        TlsLine lee = accepted.get(60, TimeUnit.SECONDS);
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            try {
                lee.write(ByteBuffer.wrap(much, 0, 100), ByteBuffer.wrap(much, 100, much.length - 100));
                lee.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Random random = new Random(6);
        ByteBuffer all = ByteBuffer.allocate(much.length);
        ByteBuffer piece = ByteBuffer.allocateDirect(70_000);
        while (kim.read(piece.clear().limit(1 + random.nextInt(piece.capacity()))) >= 0) {
            all.put(piece.flip());
        }
        sent.get(60, TimeUnit.SECONDS);
        assertThat(all.array()).isEqualTo(much);
        assertThat(kim.read(piece.clear())).isEqualTo(-1);
        kim.close();
    }

    @Test
    void anotherKeyIsRefusedByWhoConnects() throws Exception {
        CompletableFuture<TlsLine> accepted = lee();
        SocketChannel channel = connected();
        PinMismatchException mismatch = catchThrowableOfType(
                PinMismatchException.class, () -> PeerTls.connect(channel, KIM, KIM.fingerprint(), LONG));
        assertThat(mismatch.seen()).isEqualTo(LEE.fingerprint());
        assertThat(channel.isOpen()).isFalse();
        assertThat(catchThrowable(() -> accepted.get(60, TimeUnit.SECONDS))).isNotNull();
    }

    @Test
    void whoShowsNoKeyIsNotLetIn() throws Exception {
        CompletableFuture<TlsLine> accepted = lee();
        SSLContext keyless = SSLContext.getInstance("TLSv1.3");
        keyless.init(null, new TrustManager[] {new PinnedRelay(Optional.of(LEE.fingerprint()))}, null);
        SSLEngine engine = keyless.createSSLEngine();
        TlsSettings.configureClient(engine);
        TlsRecords records = new TlsRecords(connected(), engine);
        records.handshake();
        assertThatIOException().isThrownBy(() -> records.read(ByteBuffer.allocate(1)));
        assertThat(catchThrowable(() -> accepted.get(60, TimeUnit.SECONDS))).isNotNull();
    }

    @Test
    void whoSaysNothingIsGivenUp() throws Exception {
        SocketChannel channel = connected();
        assertThat(catchThrowable(() -> PeerTls.connect(channel, KIM, LEE.fingerprint(), Duration.ofMillis(200))))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("the TLS handshake wasn't done within 0.2 seconds");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void otherProtocolsAreToldAsSuch() {
        accepting(channel -> channel.write(ByteBuffer.wrap("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII))));
        assertThatIOException().isThrownBy(this::kim).withMessage("the other side doesn't speak TLS");
    }

    @Test
    void anOctetThatIsChangedOnItsWayIsNoticed() throws Exception {
        try (ServerSocketChannel between =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            CompletableFuture<TlsLine> accepted = lee();
            CompletableFuture<Void> passing = CompletableFuture.runAsync(() -> pass(between));
            TlsLine kim = PeerTls.connect(SocketChannel.open(between.getLocalAddress()), KIM, LEE.fingerprint(), LONG);
            TlsLine lee = accepted.get(60, TimeUnit.SECONDS);
            lee.write(ByteBuffer.allocate(100));
            assertThat(read(kim, 100)).hasSize(100);
            lee.write(ByteBuffer.allocate(20_000));
            assertThatIOException()
                    .isThrownBy(() -> read(kim, 20_000))
                    .withMessage("what came is not what the other side sent");
            kim.breakOff();
            lee.breakOff();
            passing.get(60, TimeUnit.SECONDS);
        }
    }

    /** Passes all on, and flips one octet of what the owner sends as soon as that is more than a few thousand. */
    private void pass(ServerSocketChannel between) {
        try (SocketChannel requester = between.accept();
                SocketChannel owner = connected()) {
            CompletableFuture.runAsync(() -> copy(requester, owner, false));
            copy(owner, requester, true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(SocketChannel from, SocketChannel to, boolean isFlipped) {
        ByteBuffer buffer = ByteBuffer.allocate(16_000);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                if (isFlipped && buffer.remaining() > 5000) {
                    buffer.put(4000, (byte) (buffer.get(4000) ^ 1));
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // The ends are broken off, as they should be.
            assertThat(e).isNotNull();
        }
    }

    @Test
    void anEndWithoutGoodbyeIsNoEnd() throws Exception {
        CompletableFuture<SocketChannel> raw = new CompletableFuture<>();
        CompletableFuture<TlsLine> accepted = accepting(channel -> {
            raw.complete(channel);
            return PeerTls.accept(channel, LEE, LONG);
        });
        TlsLine kim = kim();
        accepted.get(60, TimeUnit.SECONDS);
        raw.join().close();
        assertThat(catchThrowable(() -> kim.read(ByteBuffer.allocate(1)))).isInstanceOf(EOFException.class);
        kim.close();
        kim.close();
    }
}
