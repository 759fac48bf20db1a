package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from an owner, and through a relay, that mean no good: whom is asked, answered and connected to. */
class DownloadsTest extends DownloadStage {
    @Test
    void answersThatNobodyAskedForLeadNowhere() throws Exception {
        accept(answer(
                BOB,
                "x",
                Optional.of(new RequestId("d1")),
                Optional.of(TOKEN),
                LOOPBACK,
                OptionalLong.of(1),
                Optional.of(LOOPBACK)));
        ask("x", OptionalLong.of(1));
        FileMessage.DownloadRequest request = asked();
        Optional<InetAddress> seen = Optional.of(LOOPBACK);
        accept(answer(MALLORY, "x", request.requestId(), Optional.of(TOKEN), LOOPBACK, OptionalLong.of(1), seen));
        accept(answer(BOB, "y", request.requestId(), Optional.of(TOKEN), LOOPBACK, OptionalLong.of(1), seen));
        accept(answer(
                BOB, "x", Optional.of(new RequestId("d999")), Optional.of(TOKEN), LOOPBACK, OptionalLong.of(1), seen));
        accept(answer(BOB, "y", Optional.empty(), Optional.empty(), LOOPBACK, OptionalLong.of(1), seen));

        assertNobodyConnects();
        assertThat(heard.all(EngineEvent.TransferChanged.class))
                .extracting(changed -> changed.transfer().state())
                .containsExactly(TransferState.QUEUED, TransferState.ASKING);
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        ask("x", OptionalLong.of(1));
        FileMessage.DownloadAccept answer = answer(asked(), OptionalLong.of(1));
        accept(answer);
        accept(answer);
        try (Socket socket = awaitDownloader()) {
            accept(answer);
            socket.getOutputStream().write('x');
        }
        await(TransferState.DONE);
        accept(answer);
        assertNobodyConnects();
        assertThat(files()).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "240.0.0.1",
                "169.254.1.1",
                "192.0.2.77",
                "10.99.99.99",
                "::",
                "ff02::1",
                "fe80::1",
                "2001:db8::7"
            })
    void otherHostsThanTheOwnersAreNotConnectedTo(String address) throws Exception {
        ask("x", OptionalLong.of(1));
        FileMessage.DownloadRequest request = asked();
        InetAddress at = InetAddress.getByName(address);
        accept(answer(
                BOB, "x", request.requestId(), Optional.of(TOKEN), at, OptionalLong.of(1), Optional.of(LOOPBACK)));
        assertThat(await(TransferState.FAILED).sentence()).startsWith("bob can't be connected to: ");
    }

    @Test
    void anExtendedAnswerWithoutATokenIsNotFollowed() throws Exception {
        ask("x", OptionalLong.of(1));
        FileMessage.DownloadRequest request = asked();
        accept(answer(
                BOB, "x", request.requestId(), Optional.empty(), LOOPBACK, OptionalLong.of(1), Optional.of(LOOPBACK)));
        await(TransferState.FAILED);
        assertNobodyConnects();
    }

    @Test
    void anotherSizeThanListedFailsBeforeConnectingAndIsTakenOnRetry() throws Exception {
        long id = ask("x", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(3)));
        assertThat(await(TransferState.FAILED).sentence()).contains("it had 10 octets and has 3 now");
        assertNobodyConnects();
        owner.setSoTimeout(20_000);

        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(folder.resolve("x")).hasContent("abc");
    }

    @Test
    void aStalledDownloadIsGivenUpAfterAMinute() throws Exception {
        ask("x", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write('x');
            await(TransferState.RUNNING);
            for (int i = 0; i < 59; i++) {
                stepped.advance(Duration.ofSeconds(1));
            }
            assertThat(hasEnded()).isFalse();
            // The octet's own thread may have counted it at any of these seconds; a minute later it is over.
            for (int i = 0; i < 10_000 && !hasEnded(); i++) {
                stepped.advance(Duration.ofSeconds(1));
            }
            assertThat(await(TransferState.FAILED).sentence()).isEqualTo("Nothing has moved for 60 seconds.");
        }
    }

    private boolean hasEnded() {
        return heard.all(EngineEvent.TransferChanged.class).stream()
                .anyMatch(changed -> changed.transfer().state().isEnded());
    }

    @Test
    void anOwnerWhoLetsInAndSendsNothingIsGivenUpToo() throws Exception {
        ask("x", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            stepped.advance(TransferBounds.DEFAULT.stall());
            assertThat(await(TransferState.FAILED).sentence()).isEqualTo("bob sent nothing for 60 seconds.");
            assertThat(fetchRest(socket)).isEmpty();
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static byte[] fetchRest(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    @Test
    void anOwnerWhoNeverAnswersFails() throws Exception {
        ask("x", OptionalLong.empty());
        asked();
        stepped.advance(TransferBounds.DEFAULT.answer());
        assertThat(await(TransferState.FAILED).sentence()).contains("didn't answer within 120 seconds");
    }

    @Test
    void aBusyOwnerIsAskedAgain() throws Exception {
        ask("x", OptionalLong.of(1));
        FileMessage.DownloadRequest request = asked();
        stepped.run(() -> transfers.onRefuse(
                new FileMessage.DownloadRefuse(BOB, "x", request.requestId(), "busy", "Try later.")));
        assertThat(await(TransferState.QUEUED).state()).isEqualTo(TransferState.QUEUED);
        stepped.advance(TransferBounds.DEFAULT.askAgain());
        assertThat(asked().path()).isEqualTo("x");
    }

    @Test
    void anOwnerWhoLeavesWhileAskedEndsIt() throws Exception {
        ask("x", OptionalLong.empty());
        asked();
        stepped.run(() -> transfers.onGone(MALLORY));
        stepped.run(() -> transfers.onGone(BOB));
        assertThat(await(TransferState.FAILED).sentence()).isEqualTo("bob has left.");
    }

    @Test
    void noMoreThanThreeAreAskedForAtOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            ask("x" + i, OptionalLong.of(1));
        }
        stepped.run(() -> {});
        for (int i = 0; i < 3; i++) {
            assertThat(asked().path()).isEqualTo("x" + i);
        }
        assertThat(sent.count()).isZero();
    }

    @Test
    void aBaseClientsAnswerIsKnownByUserAndPath() throws Exception {
        ask("a name with spaces.txt", OptionalLong.of(3));
        asked();
        accept(answer(
                BOB,
                "a name with spaces.txt",
                Optional.empty(),
                Optional.empty(),
                LOOPBACK,
                OptionalLong.empty(),
                Optional.of(LOOPBACK)));
        try (Socket socket = owner.accept()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        await(TransferState.DONE);
        assertThat(folder.resolve("a name with spaces.txt")).hasContent("abc");
    }

    @Test
    void progressIsToldAtMostFourTimesASecond() throws Exception {
        ask("x", OptionalLong.of(1_000_000));
        accept(answer(asked(), OptionalLong.of(1_000_000)));
        try (Socket socket = awaitDownloader()) {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(new byte[10_000]);
            }
        }
        await(TransferState.DONE);
        assertThat(heard.all(EngineEvent.TransferChanged.class)).hasSizeLessThanOrEqualTo(6);
    }
}
