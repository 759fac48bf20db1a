package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.agent.Workers;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.LinePair;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a line, for how long, and what the queue says of it. */
@Timeout(60)
class LineUploadsTest {
    private static final UserName KIM = UserName.of("kim");
    private static final Duration STALL = TransferBounds.DEFAULT.stall();
    private static final TransferLimits LIMITS = TransferLimits.DEFAULT.withUploads(2, 2);

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final Workers threads = new Workers("lines under test", 8);
    private final BlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();
    private final LineUploads uploads = new LineUploads(
            stepped.agent(),
            new Board(stepped.agent(), heard, STALL, 100),
            this::open,
            PeerGate.OPEN,
            () -> LIMITS,
            new RateLimit(stepped.clock()),
            STALL,
            threads,
            () -> ends.add(true));

    @AfterEach
    void end() {
        stepped.run(uploads::endAll);
        stepped.stop();
    }

    private UploadSource.Opened open(UserName who, String path) throws IOException {
        if (path.equals("early")) {
            throw new OwnerRefusal(ErrorCode.BUSY, "Not yet.");
        }
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(path);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new UploadSource.Opened(channel, file, channel.size(), 0);
    }

    private LineReceiver.Admission ask(String path) throws Exception {
        CompletableFuture<LineReceiver.Admission> said = new CompletableFuture<>();
        stepped.run(() -> uploads.onRequest(KIM, path, said::complete));
        return said.get(20, TimeUnit.SECONDS);
    }

    private LinePair comes() {
        LinePair pair = LinePair.memory(1 << 20);
        uploads.onLine(pair.owner);
        stepped.run(() -> {});
        return pair;
    }

    private FetchSession session(LinePair pair) {
        return new FetchSession(pair.requester, threads, stepped.clock());
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isTrue();
    }

    private TransferView awaitDone() {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state() == TransferState.DONE)
                .transfer();
    }

    @Test
    void aLineOnWhichNothingIsAskedIsBrokenOffAndItsSlotIsFree() throws Exception {
        Files.writeString(folder.resolve("x"), "content");
        LinePair silent = comes();
        comes();
        assertThat(ask("x")).isInstanceOf(LineReceiver.Admission.Refused.class);

        stepped.advance(STALL);

        awaitEnd();
        awaitEnd();
        assertThatThrownBy(() -> silent.requester.read(ByteBuffer.allocate(1))).isInstanceOf(EOFException.class);
        assertThat(ask("x")).isInstanceOf(LineReceiver.Admission.Welcome.class);
    }

    @Test
    void aLineOnWhichSomethingWasAskedIsntBrokenOffByThat() throws Exception {
        Files.writeString(folder.resolve("x"), "content");
        FetchSession session = session(comes());
        session.facts("x");
        stepped.run(() -> {});
        stepped.advance(STALL.minusSeconds(1));
        FileFacts facts = session.facts("x");
        ByteBuffer all = ByteBuffer.allocate(7);
        session.peek(facts, all);
        assertThat(new String(all.array(), StandardCharsets.UTF_8)).isEqualTo("content");
    }

    @Test
    void whoHasComeIsntCountedAsComingAnyMoreNorIsAnotherWhoIs() throws Exception {
        Files.writeString(folder.resolve("x"), "content");
        ask("x");
        stepped.advance(Duration.ofSeconds(20));
        LinePair first = comes();
        session(first).close();
        awaitEnd();
        ask("x");
        ask("x");

        stepped.advance(Duration.ofSeconds(15));

        assertThat(ask("x")).isInstanceOf(LineReceiver.Admission.Refused.class);
        stepped.advance(Duration.ofSeconds(15));
        assertThat(ask("x")).isInstanceOf(LineReceiver.Admission.Welcome.class);
    }

    @Test
    void whatIsntToBeHadIsRefusedByItsCode() throws Exception {
        assertThat(ask("nothing")).isEqualTo(new LineReceiver.Admission.Refused("not-found", "There is no such file."));
        assertThat(ask("early")).isEqualTo(new LineReceiver.Admission.Refused("busy", "Not yet."));
    }

    @Test
    void anUploadOfWhichOnlyTheBeginningWasAskedForIsDoneWithThat() throws Exception {
        Files.write(folder.resolve("large"), new byte[3 << 20]);
        try (FetchSession session = session(comes())) {
            session.peek(session.facts("large"), ByteBuffer.allocate(1000));
        }

        TransferView done = awaitDone();
        assertThat(done.sentence()).isEqualTo("Only a part of it was asked for.");
        assertThat(done.size()).hasValue(done.doneOctets());
        assertThat(done.doneOctets()).isPositive().isLessThan(3 << 20);
    }

    @Test
    void anUploadOfAllIsDoneWithAllAndWithoutAWord() throws Exception {
        Files.write(folder.resolve("small"), new byte[1000]);
        try (FetchSession session = session(comes())) {
            session.peek(session.facts("small"), ByteBuffer.allocate(1000));
        }

        TransferView done = awaitDone();
        assertThat(done.sentence()).isEmpty();
        assertThat(done.size()).hasValue(1000);
        assertThat(done.doneOctets()).isEqualTo(1000);
    }
}
