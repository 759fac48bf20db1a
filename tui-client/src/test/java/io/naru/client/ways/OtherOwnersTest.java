package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.transfer.OtherOwners;
import io.naru.client.transfer.PeerLines;
import io.naru.client.transfer.UploadSource;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.ContentQuery;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A file that is ordered from one owner comes from all who are found to have it. */
class OtherOwnersTest extends OwnersStage {
    private static final int LARGE_OCTETS = (16 << 20) + 4321;
    private static final String ELSEWHERE = "elsewhere.bin";

    private final BlockingQueue<ContentQuery> asked = new LinkedBlockingQueue<>();

    /** Says that carol has it. */
    private OtherOwners carolHasIt() {
        return (content, listener) -> {
            asked.add(content);
            listener.onFound(new DownloadOrder.Source(CAROL, ELSEWHERE));
            return Optional.of(() -> {});
        };
    }

    private static byte[] large() {
        byte[] large = new byte[LARGE_OCTETS];
        new Random(4).nextBytes(large);
        return large;
    }

    private static ChunkHashes hashesOf(byte[] octets) {
        FileHasher hasher = new FileHasher(new Chunks(octets.length));
        hasher.update(ByteBuffer.wrap(octets));
        return hasher.hashes();
    }

    /** Has something of which is known what it was. */
    private KillableProgram owner(UserName who, byte[] has, ChunkHashes hashes) throws Exception {
        Path file = Files.createDirectories(folder.resolve("of-" + who)).resolve(PATH);
        Files.write(file, has);
        UploadSource share = (asking, path) -> new UploadSource.Opened(
                FileChannel.open(file),
                file,
                has.length,
                Files.getLastModifiedTime(file).toMillis(),
                Optional.of(hashes));
        return start(who, cable(), Way.REVERSE, Way.DIRECT, share, UnaryOperator.identity());
    }

    private DownloadOrder ofBob(byte[] what) {
        return DownloadOrder.file(BOB, PATH, OptionalLong.of(what.length), folder.resolve("in"));
    }

    /** Bob's lines bring so much and no more, until they are broken off. */
    private static UnaryOperator<PeerLines> bobStandsStillAfter(long octets) {
        return behind -> (owner, path, listener) -> behind.open(owner, path, new PeerLines.Listener() {
            @Override
            public void onLine(PeerLine line) {
                listener.onLine(owner.equals(BOB) ? new StandingLine(line, octets) : line);
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

    @Test
    void aLargeFileOfOneOwnerComesFromAnotherTooAndGoesOnWhenTheFirstStandsStill() throws Exception {
        byte[] large = large();
        owner(BOB, large, hashesOf(large));
        owner(CAROL, large, hashesOf(large));
        KillableProgram alice = alice(Way.DIRECT, cable(), bobStandsStillAfter(5L * CHUNK_OCTETS));
        alice.others = carolHasIt();

        alice.download(ofBob(large));

        TransferView done = alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(large);
        assertThat(asked).containsExactly(new ContentQuery(hashesOf(large).root(), LARGE_OCTETS));
        assertThat(done.sources()).containsExactly(BOB, CAROL);
        List<TransferView.Part> parts = done.parts();
        assertThat(parts).extracting(TransferView.Part::owner).containsExactly(BOB, CAROL);
        assertThat(parts).extracting(TransferView.Part::way).containsOnly("direct");
        assertThat(parts).allMatch(part -> part.octets() >= CHUNK_OCTETS);
        assertThat(parts.stream().mapToLong(TransferView.Part::octets).sum()).isEqualTo(LARGE_OCTETS);
    }

    @Test
    void whatComesDamagedIsAskedForFromSomebodyElseHoweverSmallItIs() throws Exception {
        byte[] damaged = content.clone();
        damaged[3 * CHUNK_OCTETS + 7] ^= 1;
        owner(BOB, damaged, hashesOf(content));
        owner(CAROL, content, hashesOf(content));
        KillableProgram alice = alice(Way.DIRECT, cable());
        alice.others = carolHasIt();

        alice.download(ofBob(content));

        TransferView done = alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(content);
        assertThat(asked).hasSize(1);
        assertThat(done.parts().get(1).octets()).isEqualTo(CHUNK_OCTETS);
    }

    @Test
    void whatItsOwnerDoesntHaveAnyMoreComesFromSomebodyElse() throws Exception {
        owner(BOB, large(), hashesOf(large()));
        owner(CAROL, content, hashesOf(content));
        KillableProgram alice = alice(Way.DIRECT, cable());
        alice.others = carolHasIt();

        alice.download(ofBob(content).withRoot(hashes().root()));

        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(content);
    }

    @Test
    void whoWasFoundStaysWithTheOrderWhenTheFirstHasGone() throws Exception {
        byte[] large = large();
        KillableProgram bob = owner(BOB, large, hashesOf(large));
        owner(CAROL, large, hashesOf(large));
        KillableProgram alice = alice(Way.DIRECT, cable());
        alice.others = carolHasIt();
        gauge.arm(LARGE_OCTETS / 2);
        long id = alice.download(ofBob(large).withRoot(hashesOf(large).root()));
        gauge.awaitReached();
        alice.pause(id, PATH);
        gauge.passOn();
        bob.kill();
        alice.others = (content, listener) -> Optional.empty();

        alice.resume(id);

        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(large);
    }

    @Test
    void whatWasOfferedIsAskedOfNobodyElseEvenIfItCantBeHad() throws Exception {
        byte[] large = large();
        owner(BOB, large, hashesOf(large));
        KillableProgram alice = alice(Way.DIRECT, cable());
        alice.others = carolHasIt();
        String path = ".offer/o1/" + PATH;
        DownloadOrder order = DownloadOrder.file(BOB, path, OptionalLong.of(LARGE_OCTETS), folder.resolve("in"));

        alice.download(order.withRoot(hashesOf(large).root()));

        alice.awaitDownload(path, TransferState.FAILED);
        assertThat(asked).isEmpty();
    }

    @Test
    void aSmallFileThatComesWellIsAskedOfNobodyElse() throws Exception {
        owner(BOB, content, hashesOf(content));
        KillableProgram alice = alice(Way.DIRECT, cable());
        alice.others = carolHasIt();

        alice.download(ofBob(content));

        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(asked).isEmpty();
    }

    @Test
    void whoLiesAboutHavingItCostsNothingButTheQuestion() throws Exception {
        byte[] large = large();
        byte[] other = large.clone();
        other[0] ^= 1;
        owner(BOB, large, hashesOf(large));
        owner(CAROL, other, hashesOf(other));
        KillableProgram alice = alice(Way.DIRECT, cable());
        alice.others = carolHasIt();

        alice.download(ofBob(large));

        TransferView done = alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(large);
        assertThat(done.parts().get(0).octets()).isEqualTo(LARGE_OCTETS);
    }

    /** One that brings nothing after a while. */
    private static final class StandingLine extends PassedLine {
        private final CountDownLatch brokenOff = new CountDownLatch(1);
        private long left;

        private StandingLine(PeerLine line, long octets) {
            super(line);
            this.left = octets;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (left <= 0) {
                try {
                    brokenOff.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            int more = super.read(into);
            left -= Math.max(0, more);
            return more;
        }

        @Override
        public void breakOff() {
            brokenOff.countDown();
            super.breakOff();
        }
    }
}
