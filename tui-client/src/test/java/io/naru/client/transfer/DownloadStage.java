package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.RequestIds;
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
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A downloader, and an owner whose port a test answers at; its relay is the test. */
@Timeout(60)
abstract class DownloadStage {
    static final UserName BOB = UserName.of("bob");
    static final UserName MALLORY = UserName.of("mallory");
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final TransferToken TOKEN = new TransferToken("token");

    @TempDir
    Path folder;

    final Stepped stepped = new Stepped();
    final Heard heard = new Heard();
    final SentFiles sent = new SentFiles();
    Transfers transfers;
    ServerSocket owner;

    @BeforeEach
    void start() throws IOException {
        transfers = new Transfers(
                stepped.agent(),
                sent,
                new RequestIds(""),
                heard,
                new TcpConnector(stepped.clock()),
                (who, path) -> {
                    throw new NoSuchFileException(path);
                },
                PeerGate.OPEN,
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

    long ask(String path, OptionalLong size) {
        long id = transfers.nextId();
        stepped.run(() -> transfers.download(id, BOB, path, size, folder));
        return id;
    }

    FileMessage.DownloadRequest asked() throws InterruptedException {
        return sent.next(FileMessage.DownloadRequest.class);
    }

    FileMessage.DownloadAccept answer(FileMessage.DownloadRequest request, OptionalLong size) {
        return answer(
                BOB, request.path(), request.requestId(), Optional.of(TOKEN), LOOPBACK, size, Optional.of(LOOPBACK));
    }

    FileMessage.DownloadAccept answer(
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

    void accept(FileMessage.DownloadAccept answer) {
        stepped.run(() -> transfers.onAccept(answer));
    }

    Socket awaitDownloader() throws IOException {
        Socket socket = owner.accept();
        socket.setSoTimeout(20_000);
        assertThat(socket.getInputStream().readNBytes(7))
                .isEqualTo("\u0010token\0".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    void assertNobodyConnects() throws IOException {
        owner.setSoTimeout(100);
        try (Socket socket = owner.accept()) {
            throw new AssertionError("somebody connected from " + socket);
        } catch (SocketTimeoutException e) {
            assertThat(e).isNotNull();
        }
    }

    TransferView await(TransferState state) {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state() == state)
                .transfer();
    }

    List<String> files() {
        return List.of(folder.toFile().list());
    }
}
