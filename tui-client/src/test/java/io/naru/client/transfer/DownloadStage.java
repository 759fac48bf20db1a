package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.RequestIds;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A downloader, and an owner whose port a test answers at; its relay is the test. */
@Timeout(60)
abstract class DownloadStage {
    static final UserName BOB = UserName.of("bob");
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    final Stepped stepped = new Stepped();
    final Heard heard = new Heard();
    final ScriptedLines lines = new ScriptedLines();
    final SentFiles sent = new SentFiles();
    FolderLister lister = (user, path, cursor, listener) -> listener.onFailed("There are no folders.");
    OtherOwners others = (content, listener) -> Optional.empty();
    private final List<Transfers> programs = new ArrayList<>();
    Transfers transfers;
    ServerSocket owner;

    @BeforeEach
    void start() throws IOException {
        transfers = begin(Optional.empty());
        owner = new ServerSocket(0, 50, LOOPBACK);
        owner.setSoTimeout(20_000);
    }

    /** A program run, with the queue in a folder. */
    Transfers begin(Optional<Path> queue) {
        return begin(queue, TransferBounds.DEFAULT);
    }

    Transfers begin(Optional<Path> queue, TransferBounds bounds) {
        Transfers begun = new Transfers(new TransferSetup(
                stepped.agent(),
                sent,
                new RequestIds(""),
                heard,
                lines,
                new TcpConnector(),
                (user, path, cursor, listener) -> lister.list(user, path, cursor, listener),
                (content, listener) -> others.seek(content, listener),
                (who, path) -> {
                    throw new NoSuchFileException(path);
                },
                PeerGate.OPEN,
                user -> true,
                (root, octets) -> List.of(),
                bounds,
                new Random(1),
                () -> {}));
        programs.add(begun);
        stepped.run(() -> {
            begun.open(queue);
            begun.onUp(LOOPBACK);
        });
        return begun;
    }

    @AfterEach
    void end() throws Exception {
        owner.close();
        for (Transfers each : programs) {
            stepped.run(each::stopAll);
        }
        // Nothing may write into the folder while it is being deleted.
        for (Transfers each : programs) {
            boolean[] isAnyLeft = {true};
            while (isAnyLeft[0]) {
                stepped.run(() -> isAnyLeft[0] = each.isAnyUnderWay());
            }
            CountDownLatch closed = new CountDownLatch(1);
            stepped.run(() -> each.close(closed::countDown));
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        }
        stepped.stop();
    }

    long ask(String path, OptionalLong size) {
        DownloadOrder order = DownloadOrder.file(BOB, path, size, folder);
        long id = transfers.idFor(order);
        stepped.run(() -> transfers.download(id, order));
        return id;
    }

    ScriptedLines.Asked asked() throws InterruptedException {
        return lines.next();
    }

    /** The owner is a base client, and its octets wait at the test's port. */
    Runnable answer(ScriptedLines.Asked asked, OptionalLong size) {
        return () -> asked.listener().onBaseOwner(new Endpoint(LOOPBACK, owner.getLocalPort()), size);
    }

    void accept(Runnable answer) {
        stepped.run(answer);
    }

    Socket awaitDownloader() throws IOException {
        Socket socket = owner.accept();
        socket.setSoTimeout(20_000);
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

    void refuse(ScriptedLines.Asked asked, String code, String sentence) {
        stepped.run(() -> asked.listener().onRefused(code, sentence));
    }

    TransferView awaitOf(String path, TransferState... states) {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().path().equals(path)
                                && List.of(states).contains(changed.transfer().state())
                                && changed.transfer().id() > 0)
                .transfer();
    }
}
