package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.client.ways.TwoSides.Failed;
import io.naru.client.ways.TwoSides.Refused;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.tls.PeerTls;
import io.naru.common.tls.TlsLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys and encryption that a relay or somebody on a port tampers with. */
@Timeout(120)
class WaysTrustTest extends WaysStage {
    @Test
    void aRelayThatSwapsTheOwnersFingerprintIsFoundByTheKnownKey() {
        sides.alice.knownKey = Optional.of(sides.bob.identity.fingerprint());
        Fingerprint swapped = stranger().fingerprint();
        tamper(accept -> TwoSides.accept(accept, accept.user(), accept.endpoint(), swapped.toString(), accept.seen()));

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).code()).isEqualTo("not-permitted");
        assertThat(sides.alice.awaitReport().isAlarm()).isTrue();
    }

    @Test
    void aSwappedFingerprintOfSomebodyNewLeadsNowhere() {
        Fingerprint swapped = stranger().fingerprint();
        tamper(accept -> TwoSides.accept(accept, accept.user(), accept.endpoint(), swapped.toString(), accept.seen()));

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Failed.class).sentence()).contains("No way leads to bob");
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void aRelayThatSwapsTheRequestersFingerprintIsFoundByTheOwner() {
        sides.bob.knownKey = Optional.of(sides.alice.identity.fingerprint());
        sides.tampering = message -> message instanceof FileMessage.DownloadRequest it
                ? new FileMessage.DownloadRequest(
                        it.user(),
                        it.path(),
                        it.requestId(),
                        stranger().fingerprint().toString(),
                        it.candidates(),
                        it.seen())
                : message;

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).code()).isEqualTo("not-permitted");
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void anAnswerStrippedOfEncryptionIsRefusedWhereTheOwnerHasAKey() {
        tamper(accept -> new FileMessage.DownloadAccept(
                accept.user(),
                accept.path(),
                accept.endpoint(),
                Optional.empty(),
                Optional.empty(),
                "",
                accept.size(),
                accept.modifiedMillis(),
                Optional.empty(),
                List.of(),
                accept.seen()));

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).sentence()).contains("without encryption");
        assertThat(sides.alice.awaitReport().isAlarm()).isTrue();

        sides.alice.isOtherHereWithKey = false;
        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Endpoint.class).address()).isEqualTo(TwoSides.HERE);
    }

    @Test
    void aRequestStrippedOfEncryptionIsRefusedWhereTheRequesterHasAKey() {
        sides.tampering = message -> message instanceof FileMessage.DownloadRequest it
                ? new FileMessage.DownloadRequest(it.user(), it.path(), it.requestId(), "", List.of())
                : message;

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).sentence()).isEqualTo("You are known here by a key; ask with it.");
        assertThat(sides.bob.awaitReport().isAlarm()).isTrue();
    }

    @Test
    void aSquatterOnTheOwnersPortGetsNothing() throws Exception {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(TwoSides.HERE, 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            moveAnswerTo(new Endpoint(TwoSides.HERE, port));
            CompletableFuture<String> squat = CompletableFuture.supplyAsync(() -> {
                try (SocketChannel channel = server.accept()) {
                    TlsLine line = PeerTls.accept(channel, stranger(), PATIENCE);
                    int count = line.read(ByteBuffer.allocate(100));
                    return count > 0 ? "a token" : "nothing";
                } catch (IOException e) {
                    return "nothing";
                }
            });

            sides.alice.open("a.txt");

            assertThat(squat.get(20, TimeUnit.SECONDS)).isEqualTo("nothing");
            assertThat(sides.alice.await(PeerLine.class).way()).isEqualTo(Way.REVERSE);
        }
    }
}
