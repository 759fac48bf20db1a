package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.client.transfer.PeerLines;
import io.naru.client.transfer.UploadSource;
import io.naru.common.message.Endpoint;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How many lines a download has, and what becomes of one that stands still or breaks again and again. */
class LinesOfADownloadTest extends OwnersStage {
    private static final int LARGE_OCTETS = (64 << 20) + 1;

    private final AtomicInteger lines = new AtomicInteger();

    /** What a line does when so many octets have come over it. */
    private interface Trouble {
        /** How many octets come before; the maximum for a line without trouble. */
        long after(UserName owner, int number);

        /** Happens then. */
        void happen(CountDownLatch brokenOff) throws IOException;
    }

    private static final Trouble NONE = new Trouble() {
        @Override
        public long after(UserName owner, int number) {
            return Long.MAX_VALUE;
        }

        @Override
        public void happen(CountDownLatch brokenOff) {
            throw new AssertionError("there is none");
        }
    };

    private UnaryOperator<PeerLines> with(Trouble trouble) {
        return behind -> (owner, path, listener) -> behind.open(owner, path, new PeerLines.Listener() {
            @Override
            public void onLine(PeerLine line) {
                listener.onLine(new Troubled(line, trouble, trouble.after(owner, lines.incrementAndGet())));
            }

            @Override
            public void onBaseOwner(Endpoint at, OptionalLong size) {
                listener.onBaseOwner(at, size);
            }

            @Override
            public void onRefused(String code, String sentence) {
                listener.onRefused(code, sentence);
            }

            @Override
            public void onFailed(String sentence) {
                listener.onFailed(sentence);
            }
        });
    }

    private static final class Troubled implements PeerLine {
        private final PeerLine line;
        private final Trouble trouble;
        private final CountDownLatch brokenOff = new CountDownLatch(1);
        private long left;

        private Troubled(PeerLine line, Trouble trouble, long after) {
            this.line = line;
            this.trouble = trouble;
            this.left = after;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (left <= 0) {
                trouble.happen(brokenOff);
            }
            int more = line.read(into);
            left -= Math.max(0, more);
            return more;
        }

        @Override
        public UserName peer() {
            return line.peer();
        }

        @Override
        public Fingerprint key() {
            return line.key();
        }

        @Override
        public Way way() {
            return line.way();
        }

        @Override
        public void write(ByteBuffer... from) throws IOException {
            line.write(from);
        }

        @Override
        public void breakOff() {
            brokenOff.countDown();
            line.breakOff();
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }

    @Test
    void aLineThatStandsStillIsRelievedOfWhatItOwes() throws Exception {
        owner(BOB, Way.DIRECT);
        owner(CAROL, Way.DIRECT);
        AtomicInteger linesToCarol = new AtomicInteger();
        KillableProgram alice = alice(Way.DIRECT, cable(), with(new Trouble() {
            @Override
            public long after(UserName owner, int number) {
                if (owner.equals(CAROL)) {
                    linesToCarol.incrementAndGet();
                    return CHUNK_OCTETS / 2;
                }
                return Long.MAX_VALUE;
            }

            @Override
            public void happen(CountDownLatch brokenOff) throws IOException {
                try {
                    brokenOff.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                throw new IOException("broken off");
            }
        }));

        alice.download(order(BOB, CAROL));

        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(content);
        assertThat(linesToCarol).as("of somebody who stands still").hasValue(1);
    }

    @Test
    void aWayThatBreaksAgainAndAgainIsLeftAloneForAWhile() throws Exception {
        owner(BOB, Way.DIRECT);
        KillableProgram alice = alice(Way.DIRECT, cable(), with(new Trouble() {
            @Override
            public long after(UserName owner, int number) {
                return number == 1 ? 5 * CHUNK_OCTETS : number <= 4 ? 0 : Long.MAX_VALUE;
            }

            @Override
            public void happen(CountDownLatch brokenOff) throws IOException {
                throw new IOException("it broke");
            }
        }));

        alice.download(order(BOB));

        assertThat(alice.awaitDownload(PATH, TransferState.RESTING).sentence())
                .startsWith("The way to bob broke: it broke.");
        assertThat(lines).hasValue(3);
        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(content);
    }

    @Test
    void aLargeFileOfASingleOwnerComesOverTwoLinesAndASmallOneOverOne() throws Exception {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(LARGE_OCTETS);
        }
        Path small = Files.write(folder.resolve("small"), content);
        UploadSource share = (who, path) -> {
            Path file = path.equals("large") ? large : small;
            return new UploadSource.Opened(
                    FileChannel.open(file),
                    file,
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        };
        start(BOB, cable(), Way.REVERSE, Way.DIRECT, share, UnaryOperator.identity());
        KillableProgram alice = alice(Way.DIRECT, cable(), with(NONE));
        Path into = folder.resolve("in");

        alice.download(DownloadOrder.file(BOB, "small", OptionalLong.of(OCTETS), into));
        alice.awaitDownload("small", TransferState.DONE);
        assertThat(lines).hasValue(1);
        alice.download(DownloadOrder.file(BOB, "large", OptionalLong.of(LARGE_OCTETS), into));
        alice.awaitDownload("large", TransferState.DONE);

        assertThat(lines).hasValue(3);
        assertThat(Files.mismatch(into.resolve("large"), large)).isEqualTo(-1);
    }
}
