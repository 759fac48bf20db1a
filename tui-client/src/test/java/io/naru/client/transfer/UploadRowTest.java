package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.RequestIds;
import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.hash.Chunks;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.UserName;
import io.naru.common.message.Wanted;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the queue shows of uploads over lines. */
@Timeout(60)
class UploadRowTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName CAROL = UserName.of("carol");
    private static final int LARGE_OCTETS = Chunks.LEAST_OCTETS + 7;

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    /** The lines that are. */
    private final BlockingQueue<Boolean> over = new LinkedBlockingQueue<>();

    private Transfers transfers;

    @BeforeEach
    void start() throws IOException {
        Files.write(folder.resolve("large"), new byte[LARGE_OCTETS]);
        Files.write(folder.resolve("small"), new byte[10]);
        transfers = new Transfers(new TransferSetup(
                stepped.agent(),
                new SentFiles(),
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
                TransferBounds.DEFAULT,
                new Random(1),
                () -> over.add(true)));
        stepped.run(() -> transfers.onUp(InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void end() {
        stepped.run(transfers::stopAll);
        stepped.stop();
    }

    private UploadSource.Opened open(UserName who, String path) throws IOException {
        Path file = folder.resolve(path);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new UploadSource.Opened(channel, file, channel.size(), 0);
    }

    /** A line on which somebody has got one chunk of a file. */
    private Fetcher fetched(UserName who, String path, int chunk) throws InterruptedException {
        Fetcher line = new Fetcher(who);
        transfers.receiver().onLine(line);
        line.asks(new PeerMessage.Fetch(path, 1, Wanted.CHUNKS, chunk, 1, Optional.empty()));
        line.awaitAnswer();
        stepped.run(() -> {});
        return line;
    }

    private void awaitOver() throws InterruptedException {
        assertThat(over.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    private TransferView awaitEnd() {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state().isEnded())
                .transfer();
    }

    private List<TransferView> ends() {
        stepped.run(() -> {});
        return heard.all(EngineEvent.TransferChanged.class).stream()
                .map(EngineEvent.TransferChanged::transfer)
                .filter(transfer -> transfer.state().isEnded())
                .toList();
    }

    private long rows() {
        return heard.all(EngineEvent.TransferChanged.class).stream()
                .map(changed -> changed.transfer().id())
                .distinct()
                .count();
    }

    @Test
    void aFileThatIsFetchedOverTwoLinesIsOneUploadThatEndsOnce() throws Exception {
        Fetcher first = fetched(BOB, "large", 0);
        Fetcher second = fetched(BOB, "large", 1);

        first.leaves();
        awaitOver();
        assertThat(ends()).isEmpty();
        second.leaves();

        TransferView end = awaitEnd();
        assertThat(end.state()).isEqualTo(TransferState.DONE);
        assertThat(end.doneOctets()).isEqualTo(LARGE_OCTETS);
        assertThat(end.size()).hasValue(LARGE_OCTETS);
        assertThat(ends()).hasSize(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whatEndsWellOnItsLastLineHasEndedWell() throws Exception {
        Fetcher first = fetched(BOB, "large", 0);
        Fetcher second = fetched(BOB, "large", 1);

        first.vanishes();
        awaitOver();
        second.leaves();

        assertThat(awaitEnd().state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void whoVanishesFromAllLinesFailsOnce() throws Exception {
        Fetcher first = fetched(BOB, "large", 0);
        Fetcher second = fetched(BOB, "large", 1);

        first.vanishes();
        second.vanishes();

        assertThat(awaitEnd().state()).isEqualTo(TransferState.FAILED);
        awaitOver();
        awaitOver();
        assertThat(ends()).hasSize(1);
    }

    @Test
    void endingItBreaksAllOfItsLines() throws Exception {
        Fetcher first = fetched(BOB, "large", 0);
        Fetcher second = fetched(BOB, "large", 1);
        long id = heard.await(EngineEvent.TransferChanged.class).transfer().id();

        stepped.run(() -> transfers.cancel(id));

        awaitOver();
        awaitOver();
        assertThat(awaitEnd().state()).isEqualTo(TransferState.CANCELLED);
        assertThat(ends()).hasSize(1);
    }

    @Test
    void otherFilesAndOtherUsersAreUploadsOfTheirOwn() throws Exception {
        fetched(BOB, "large", 0);
        fetched(BOB, "small", 0);
        fetched(CAROL, "large", 0);

        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void whatIsFetchedAgainLaterIsAnotherUpload() throws Exception {
        fetched(BOB, "small", 0).leaves();
        awaitEnd();
        fetched(BOB, "small", 0).leaves();

        assertThat(awaitEnd().doneOctets()).isEqualTo(10);
        assertThat(rows()).isEqualTo(2);
    }

    /** Lets time pass in which, as the other side says, so much has come in all. */
    private void comes(Fetcher line, Duration span, long octets) throws InterruptedException {
        for (int i = 0; i < 4 * span.toSeconds(); i++) {
            stepped.advance(Duration.ofMillis(250));
        }
        line.asks(new PeerMessage.Have(octets));
        line.asks(new PeerMessage.Fetch("large", 1, Wanted.FACTS, 0, 0, Optional.empty()));
        line.awaitAnswer();
    }

    @Test
    void whatComesOverThereCountsHoweverSlowlyAndIsntBrokenOff() throws Exception {
        Fetcher line = fetched(BOB, "large", 0);
        comes(line, Duration.ofSeconds(1), 100);
        for (int i = 1; i <= 20; i++) {
            comes(line, Duration.ofSeconds(8), 100 + i * 1000);
        }

        assertThat(ends()).isEmpty();
        List<TransferView> views = heard.all(EngineEvent.TransferChanged.class).stream()
                .map(EngineEvent.TransferChanged::transfer)
                .toList();
        assertThat(views).noneMatch(each -> each.state() == TransferState.STALLED);
        TransferView last = views.get(views.size() - 1);
        assertThat(last.doneOctets()).isEqualTo(19_100);
        assertThat(last.octetsPerSecond()).isBetween(60L, 200L);

        line.leaves();
        assertThat(awaitEnd().doneOctets()).isEqualTo(Chunks.LEAST_OCTETS);
    }

    @Test
    void whoSaysThatMoreHasComeThanWasSentIsntBelieved() throws Exception {
        Fetcher line = fetched(BOB, "large", 0);
        comes(line, Duration.ofSeconds(1), 1L << 50);
        comes(line, Duration.ofSeconds(1), 5);
        comes(line, Duration.ofSeconds(1), 1L << 50);
        line.leaves();
        assertThat(awaitEnd().doneOctets()).isEqualTo(Chunks.LEAST_OCTETS);
    }

    @Test
    void whereNothingComesItIsBrokenOff() throws Exception {
        Fetcher line = fetched(BOB, "large", 0);
        comes(line, Duration.ofSeconds(1), 100);
        comes(line, Duration.ofSeconds(30), 100);
        for (int i = 0; i < 140; i++) {
            stepped.advance(Duration.ofMillis(250));
        }
        assertThat(awaitEnd().sentence()).contains("Nothing has moved for 60 seconds");
    }

    /**
     * A line whose other end is the test.
     *
     * <p>Threading: any thread.
     */
    private static final class Fetcher implements PeerLine {
        private static final ByteBuffer GOODBYE = ByteBuffer.allocate(0);
        private static final ByteBuffer BREAK = ByteBuffer.allocate(0);

        private final UserName who;
        private final BlockingQueue<ByteBuffer> asked = new LinkedBlockingQueue<>();
        private final BlockingQueue<PeerMessage.Done> answered = new LinkedBlockingQueue<>();
        private final FrameDecoder decoder = new FrameDecoder(Limits.PEER_FRAME_OCTETS);
        /** Of what follows a message. */
        private int toSkip;

        Fetcher(UserName who) {
            this.who = who;
        }

        void asks(PeerMessage message) {
            asked.add(ByteBuffer.wrap(MessageWriter.octets(message)));
        }

        void vanishes() {
            asked.add(BREAK);
        }

        void leaves() {
            asked.add(GOODBYE);
        }

        /** Until all of the answer to one question is here. */
        void awaitAnswer() throws InterruptedException {
            assertThat(answered.poll(20, TimeUnit.SECONDS)).isNotNull();
        }

        @Override
        public UserName peer() {
            return who;
        }

        @Override
        public Fingerprint key() {
            return Fingerprint.ofKey(new byte[1]);
        }

        @Override
        public Way way() {
            return Way.DIRECT;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            ByteBuffer next;
            try {
                next = asked.take();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            if (next == BREAK) {
                throw new EOFException();
            }
            if (next == GOODBYE) {
                return -1;
            }
            int octets = next.remaining();
            into.put(next);
            return octets;
        }

        @Override
        public void write(ByteBuffer... from) throws IOException {
            try {
                for (ByteBuffer part : from) {
                    while (part.hasRemaining()) {
                        hear(part);
                    }
                }
            } catch (ProtocolException e) {
                throw new IOException("what is sent isn't understood", e);
            }
        }

        private void hear(ByteBuffer part) throws ProtocolException {
            int skipped = Math.min(toSkip, part.remaining());
            part.position(part.position() + skipped);
            toSkip -= skipped;
            Frame frame = skipped > 0 ? null : decoder.next(part);
            if (frame == null) {
                return;
            }
            PeerMessage message = MessageReader.peer(frame).orElseThrow();
            if (message instanceof PeerMessage.Piece piece) {
                toSkip = piece.octets();
            } else if (message instanceof PeerMessage.Done done) {
                answered.add(done);
            }
        }

        @Override
        public void breakOff() {
            asked.add(BREAK);
        }

        @Override
        public void close() {}
    }
}
