package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to base clients. */
@Timeout(60)
class UploadsTest {
    private static final UserName BOB = UserName.of("bob");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final SentFiles sent = new SentFiles();
    private Transfers transfers;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("x"), "content");
        begin(TransferBounds.DEFAULT);
    }

    private void begin(TransferBounds bounds) {
        transfers = new Transfers(new TransferSetup(
                stepped.agent(),
                sent,
                new RequestIds(""),
                heard,
                new ScriptedLines(),
                new TcpConnector(),
                (user, path, cursor, listener) -> listener.onFailed("There are no folders."),
                (content, listener) -> Optional.empty(),
                this::open,
                PeerGate.OPEN,
                user -> true,
                (root, octets) -> List.of(),
                bounds,
                new Random(1),
                () -> {}));
        stepped.run(() -> transfers.onUp(LOOPBACK));
    }

    @AfterEach
    void end() {
        stepped.run(transfers::stopAll);
        stepped.stop();
    }

    private UploadSource.Opened open(UserName who, String path) throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(path);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new UploadSource.Opened(channel, file, channel.size(), 0);
    }

    private void request(String path) {
        stepped.run(
                () -> transfers.onRequest(new FileMessage.DownloadRequest(BOB, path, Optional.empty(), "", List.of())));
    }

    private FileMessage.DownloadAccept offered() throws InterruptedException {
        return sent.next(FileMessage.DownloadAccept.class);
    }

    private static Socket connect(FileMessage.DownloadAccept accept) throws IOException {
        Socket socket =
                new Socket(accept.endpoint().address(), accept.endpoint().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String fetch(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private TransferView await(TransferState state) {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state() == state)
                .transfer();
    }

    @Test
    void whoAsksGetsTheBareOctets() throws Exception {
        request("x");
        FileMessage.DownloadAccept accept = offered();
        assertThat(accept.requestId()).isEmpty();
        assertThat(accept.token()).isEmpty();
        assertThat(accept.size()).hasValue(7);
        Socket socket = connect(accept);

        assertThat(fetch(socket)).isEqualTo("content");
        TransferView done = await(TransferState.DONE);
        assertThat(done.doneOctets()).isEqualTo(7);
        assertThat(done.peer()).isEqualTo(BOB);
    }

    @Test
    void aDoorLetsInOneAndIsShut() throws Exception {
        request("x");
        FileMessage.DownloadAccept accept = offered();
        Socket first = connect(accept);
        assertThat(fetch(first)).isEqualTo("content");
        await(TransferState.DONE);

        assertThat(whatALatecomerGets(accept)).isEmpty();
    }

    @Test
    void aDoorThatNobodyComesToIsShutAfterAWhile() throws Exception {
        request("x");
        FileMessage.DownloadAccept accept = offered();
        stepped.advance(TransferBounds.DEFAULT.door());
        assertThat(await(TransferState.FAILED).sentence()).isEqualTo("bob asked for it and didn't come.");
        assertThat(whatALatecomerGets(accept)).isEmpty();
    }

    /** The kernel may still shake hands for a door that is being shut, but nobody serves what comes of it. */
    private static String whatALatecomerGets(FileMessage.DownloadAccept accept) {
        try {
            Socket socket = connect(accept);
            return fetch(socket);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void whatIsNotThereIsRefusedAndNeverShown() throws Exception {
        request("nothing");
        FileMessage.DownloadRefuse refusal = sent.next(FileMessage.DownloadRefuse.class);
        assertThat(refusal.code()).isEqualTo("not-found");
        assertThat(refusal.text()).isEqualTo("There is no such file.");
        assertThat(heard.all()).isEmpty();
    }

    @Test
    void moreThanTheSlotsWaitAndAreToldToComeAgain() throws Exception {
        for (int i = 0; i < 6; i++) {
            request("x");
        }
        List<FileMessage.DownloadAccept> accepts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            accepts.add(offered());
        }
        assertThat(sent.count()).isZero();
        Socket first = connect(accepts.get(0));
        assertThat(fetch(first)).isEqualTo("content");
        offered();

        for (int i = 0; i < 20; i++) {
            request("x");
        }

        FileMessage.DownloadRefuse refusal = sent.next(FileMessage.DownloadRefuse.class);
        assertThat(refusal.code()).isEqualTo("busy");
    }

    /** Slots stay taken though nobody reads. */
    private static TransferBounds withoutStalls(TransferBounds bounds) {
        return new TransferBounds(
                bounds.answer(),
                bounds.askAgain(),
                bounds.door(),
                bounds.waiting(),
                Duration.ofDays(1),
                bounds.downloads(),
                bounds.uploads(),
                bounds.uploadsWaiting(),
                bounds.uploadsOfUser(),
                bounds.ended());
    }

    @Test
    void whoWaitsTooLongForASlotIsToldToComeAgain() throws Exception {
        begin(withoutStalls(TransferBounds.DEFAULT));
        Files.write(folder.resolve("x"), new byte[64 << 20]);
        for (int i = 0; i < 5; i++) {
            request("x");
        }
        List<Socket> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FileMessage.DownloadAccept accept = offered();
            Socket socket = connect(accept);
            running.add(socket);
        }
        for (int i = 0; i < 4; i++) {
            await(TransferState.RUNNING);
        }
        stepped.advance(TransferBounds.DEFAULT.waiting());
        assertThat(sent.next(FileMessage.DownloadRefuse.class).code()).isEqualTo("busy");
        for (Socket socket : running) {
            socket.close();
        }
    }

    @Test
    void aFileThatShrinksWhileItIsSentIsBrokenOffRatherThanEnded() throws Exception {
        Path big = folder.resolve("big");
        Files.write(big, new byte[64 << 20]);
        request("big");
        FileMessage.DownloadAccept accept = offered();
        Socket socket = connect(accept);
        await(TransferState.RUNNING);
        try (FileChannel channel = FileChannel.open(big, StandardOpenOption.WRITE)) {
            channel.truncate(1 << 20);
        }
        assertThatThrownBy(() -> fetch(socket)).isInstanceOf(SocketException.class);
        assertThat(await(TransferState.FAILED).sentence()).isEqualTo("The file became shorter while it was sent.");
    }

    @Test
    void aFileThatGrowsWhileItIsSentEndsWhereItEndedWhenItWasOffered() throws Exception {
        request("x");
        FileMessage.DownloadAccept accept = offered();
        Files.writeString(folder.resolve("x"), " and more", StandardOpenOption.APPEND);
        Socket socket = connect(accept);
        assertThat(fetch(socket)).isEqualTo("content");
        await(TransferState.DONE);
    }

    @Test
    void aRequesterWhoDisappearsIsTold() throws Exception {
        Files.write(folder.resolve("big"), new byte[64 << 20]);
        request("big");
        FileMessage.DownloadAccept accept = offered();
        Socket socket = connect(accept);
        await(TransferState.RUNNING);
        socket.close();
        assertThat(await(TransferState.FAILED).sentence()).startsWith("bob didn't get all of it: ");
    }

    @Test
    void theRateLimitHoldsForBaseClientsToo() throws Exception {
        Files.write(folder.resolve("x"), new byte[3_000]);
        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT.withRates(0, 1_000)));
        request("x");
        FileMessage.DownloadAccept accept = offered();
        try (Socket socket = connect(accept)) {
            InputStream input = socket.getInputStream();
            assertThat(input.readNBytes(500)).hasSize(500);
            socket.setSoTimeout(300);
            assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(20_000);
            stepped.run(() -> transfers.limit(TransferLimits.DEFAULT));
            assertThat(input.readAllBytes()).hasSize(2_500);
        }
        await(TransferState.DONE);
    }

    @Test
    void whereTheUserSaysNeverNoneGetsAnything() throws Exception {
        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT.with(TransferLimits.BasePeers.NEVER)));
        request("x");
        assertThat(sent.next(FileMessage.DownloadRefuse.class).code()).isEqualTo("not-permitted");
    }
}
