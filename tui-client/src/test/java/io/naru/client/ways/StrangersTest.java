package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Tokens;
import io.naru.client.event.EngineEvent;
import io.naru.common.identity.Identity;
import io.naru.common.message.FileMessage;
import io.naru.common.message.TransferToken;
import io.naru.common.tls.PeerTls;
import io.naru.common.tls.TlsLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens, and who comes to the listening port without one. */
@Timeout(120)
class StrangersTest extends WaysStage {
    /** Asks in alice's name and keeps what bob answers from her. */
    private FileMessage.DownloadAccept catchAnswer() throws Exception {
        CompletableFuture<FileMessage.DownloadAccept> caught = new CompletableFuture<>();
        hideRequester();
        var before = sides.tampering;
        sides.tampering = message -> {
            if (message instanceof FileMessage.DownloadAccept accept) {
                caught.complete(accept);
                return null;
            }
            return before.apply(message);
        };
        sides.alice.open("a.txt");
        return caught.get(20, TimeUnit.SECONDS);
    }

    private TlsLine knock(FileMessage.DownloadAccept at, Identity as) throws IOException {
        SocketChannel channel = SocketChannel.open(
                new InetSocketAddress(at.endpoint().address(), at.endpoint().port()));
        return PeerTls.connect(channel, as, sides.bob.identity.fingerprint(), PATIENCE);
    }

    private static boolean isLetIn(TlsLine line, TransferToken token) {
        try {
            Tokens.send(line, token);
            Tokens.expectAcceptance(line);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aTokenOpensOneLineOnly() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        try (TlsLine once = knock(answer, sides.alice.identity);
                TlsLine twice = knock(answer, sides.alice.identity)) {
            assertThat(isLetIn(once, answer.token().orElseThrow())).isTrue();
            assertThat(isLetIn(twice, answer.token().orElseThrow())).isFalse();
            twice.breakOff();
        }
    }

    @Test
    void aRightTokenWithAnotherKeyIsRefusedAndSaidLoudly() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        TransferToken token = answer.token().orElseThrow();

        assertThat(isLetIn(knock(answer, stranger()), token)).isFalse();

        EngineEvent.NetReported alarm = sides.bob.awaitReport();
        assertThat(alarm.isAlarm()).isTrue();
        assertThat(alarm.about()).contains(TwoSides.ALICE);
        assertThat(isLetIn(knock(answer, sides.alice.identity), token)).isFalse();
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void aForeignOrLateTokenOpensNothing() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();

        assertThat(isLetIn(knock(answer, sides.alice.identity), new TransferToken("0".repeat(32))))
                .isFalse();
        sides.advance(TokenTable.LIFE);
        assertThat(isLetIn(knock(answer, sides.alice.identity), answer.token().orElseThrow()))
                .isFalse();

        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void aStrangerOnTheListeningPortLearnsNothingAndIsSentAway() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        try (Socket silent =
                new Socket(answer.endpoint().address(), answer.endpoint().port())) {
            silent.setSoTimeout((int) PATIENCE.toMillis());
            CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return silent.getInputStream().read();
                } catch (IOException e) {
                    return -1;
                }
            });
            for (int i = 0; i < 200 && !heard.isDone(); i++) {
                sides.advance(Duration.ofMillis(200));
                waitAMoment(heard);
            }
            assertThat(heard.getNow(99)).isEqualTo(-1);
        }
    }

    private static void waitAMoment(CompletableFuture<?> what) throws Exception {
        try {
            what.get(20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Looked at again after more time has passed.
            return;
        }
    }

    @Test
    void theOwnerCanStillBeReachedWhileStrangersFillTheDoor() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 3 * Door.STRANGERS_MAX; i++) {
            strangers.add(
                    new Socket(answer.endpoint().address(), answer.endpoint().port()));
        }
        try (TlsLine line = knock(answer, sides.alice.identity)) {
            assertThat(isLetIn(line, answer.token().orElseThrow())).isTrue();
        }
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    void whateverComesFirstOnAConnectionItIsNoTokenUnlessItIsOne() throws Exception {
        long seed = 20261123;
        Random random = new Random(seed);
        FileMessage.DownloadAccept answer = catchAnswer();
        for (int i = 0; i < 60; i++) {
            byte[] octets = new byte[random.nextInt(600)];
            random.nextBytes(octets);
            if (octets.length > 0 && random.nextBoolean()) {
                octets[0] = 0x10;
            }
            if (i % 2 == 0) {
                try (Socket plain = new Socket(
                        answer.endpoint().address(), answer.endpoint().port())) {
                    plain.getOutputStream().write(octets);
                } catch (IOException e) {
                    // Sent away while it spoke: that is what is wanted.
                    continue;
                }
            } else {
                TlsLine line = knock(answer, sides.alice.identity);
                try {
                    line.write(ByteBuffer.wrap(octets));
                } catch (IOException e) {
                    continue;
                } finally {
                    line.breakOff();
                }
            }
        }
        assertThat(sides.bob.lines).as("seed " + seed).isEmpty();
        try (TlsLine line = knock(answer, sides.alice.identity)) {
            assertThat(isLetIn(line, answer.token().orElseThrow()))
                    .as("the right one after all, seed " + seed)
                    .isTrue();
        }
    }
}
