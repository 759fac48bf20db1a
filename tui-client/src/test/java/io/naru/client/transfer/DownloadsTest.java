package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from an owner, and through a relay, that mean no good. */
@Timeout(60)
class DownloadsTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName MALLORY = UserName.of("mallory");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final TransferToken TOKEN = new TransferToken("token");

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final SentFiles sent = new SentFiles();
    private Transfers transfers;
    private ServerSocket owner;

    @BeforeEach
    void start() throws IOException {
        transfers = new Transfers(
                stepped.agent(),
                sent,
                heard,
                new TcpConnector(stepped.clock()),
                path -> {
                    throw new NoSuchFileException(path);
                },
                TransferBounds.DEFAULT);
        stepped.run(() -> transfers.onUp(LOOPBACK, LOOPBACK));
        owner = new ServerSocket(0, 50, LOOPBACK);
        owner.setSoTimeout(20_000);
    }

    @AfterEach
    void end() throws IOException {
        stepped.run(transfers::cancelAll);
        stepped.stop();
        owner.close();
    }

    private long ask(String path, OptionalLong size) {
        long id = transfers.nextId();
        stepped.run(() -> transfers.download(id, BOB, path, size, folder));
        return id;
    }

    private FileMessage.DownloadRequest asked() throws InterruptedException {
        return sent.next(FileMessage.DownloadRequest.class);
    }

    private FileMessage.DownloadAccept answer(FileMessage.DownloadRequest request, OptionalLong size) {
        return answer(
                BOB, request.path(), request.requestId(), Optional.of(TOKEN), LOOPBACK, size, Optional.of(LOOPBACK));
    }

    private FileMessage.DownloadAccept answer(
            UserName from,
            String path,
            Optional<RequestId> id,
            Optional<TransferToken> token,
            InetAddress at,
            OptionalLong size,
            Optional<InetAddress> seen) {
        return new FileMessage.DownloadAccept(
                from,
                path,
                new Endpoint(at, owner.getLocalPort()),
                id,
                token,
                "",
                size,
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                seen);
    }

    private void accept(FileMessage.DownloadAccept answer) {
        stepped.run(() -> transfers.onAccept(answer));
    }

    private Socket awaitDownloader() throws IOException {
        Socket socket = owner.accept();
        socket.setSoTimeout(20_000);
        assertThat(socket.getInputStream().readNBytes(7))
                .isEqualTo("\u0010token\0".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void assertNobodyConnects() throws IOException {
        owner.setSoTimeout(100);
        try (Socket socket = owner.accept()) {
            throw new AssertionError("somebody connected from " + socket);
        } catch (SocketTimeoutException e) {
            assertThat(e).isNotNull();
        }
    }

    private TransferView await(TransferState state) {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state() == state)
                .transfer();
    }

    private List<String> files() {
        return List.of(folder.toFile().list());
    }

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
    void tooFewOctetsFailAndAreKeptUnderTheHiddenName() throws Exception {
        ask("dir/x.txt", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("short".getBytes(StandardCharsets.US_ASCII));
        }
        TransferView failed = await(TransferState.FAILED);
        assertThat(failed.sentence())
                .isEqualTo("bob broke off after 5 of 10 octets. What came is in .x.txt.naru-part.");
        assertThat(files()).containsExactly(".x.txt.naru-part");
        assertThat(folder.resolve(".x.txt.naru-part")).hasContent("short");
    }

    @Test
    void tooManyOctetsFailAndAreNeverPublished() throws Exception {
        ask("x", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write(new byte[11]);
            assertThat(await(TransferState.FAILED).sentence())
                    .startsWith("bob sent more than the 10 octets announced.");
        }
        assertThat(folder.resolve("x")).doesNotExist();
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
    void aFileThatFitsNowhereIsNotBegun() throws Exception {
        ask("x", OptionalLong.of(1L << 52));
        accept(answer(asked(), OptionalLong.of(1L << 52)));
        try (Socket socket = awaitDownloader()) {
            assertThat(await(TransferState.FAILED).sentence()).startsWith("There is no room for it");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "a/..",
                "a/.hidden",
                ".bashrc",
                "a\\b",
                "C:x",
                "nul",
                "x.",
                "x ",
                "~",
                "a/",
                "\u202Egpj.exe",
                "\u0007"
            })
    void namesThatCannotBeOursAreRefusedWithoutAsking(String path) {
        ask(path, OptionalLong.empty());
        TransferView refused = await(TransferState.FAILED);
        assertThat(refused.sentence()).startsWith("It can't be saved under its name. ");
        assertThat(sent.count()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheLastPartOfAPathIsTheNameHere() throws Exception {
        ask("../../../x", OptionalLong.of(1));
        accept(answer(asked(), OptionalLong.of(1)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write('x');
        }
        assertThat(await(TransferState.DONE).target()).contains(folder.resolve("x"));
    }

    @Test
    void aPartFileThatIsNotOursIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve(".x.naru-part"), "somebody's");
        ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(files()).containsExactlyInAnyOrder("x", ".x.naru-part");
        assertThat(folder.resolve(".x.naru-part")).hasContent("somebody's");
    }

    @Test
    void aRetryUsesItsOwnPartFileAgain() throws Exception {
        long id = ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("zz".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.FAILED);
        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(files()).containsExactly("x");
        assertThat(folder.resolve("x")).hasContent("abc");
    }

    @Test
    void aRetryThatReachesNobodyKeepsThePartFileForTheNext() throws Exception {
        long id = ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("zz".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.FAILED);
        owner.close();
        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        assertThat(await(TransferState.FAILED).sentence()).startsWith("Can't reach bob's computer");

        owner = new ServerSocket(0, 50, LOOPBACK);
        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(files()).containsExactly("x");
    }

    @Test
    void aLinkInTheWayIsNotFollowed() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(folder.resolve("x"), elsewhere);
        Files.createSymbolicLink(folder.resolve(".x.naru-part"), elsewhere);
        ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(await(TransferState.DONE).target()).contains(folder.resolve("x (1)"));
        assertThat(elsewhere).hasContent("mine");
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
    void aFolderThatIsNoneIsToldInWords() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("file"));
        long id = transfers.nextId();
        stepped.run(() -> transfers.download(id, BOB, "x", OptionalLong.of(1), notAFolder));
        accept(answer(asked(), OptionalLong.of(1)));
        try (Socket socket = awaitDownloader()) {
            String sentence = await(TransferState.FAILED).sentence();
            assertThat(sentence)
                    .isEqualTo("Nothing can be saved in " + notAFolder
                            + ": something else has that name. Make it a folder, or choose another one.");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
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
