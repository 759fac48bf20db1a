package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of which only a little is looked at, since they are far too large for a test. */
class HugeFilesTest extends TransferStage {
    @Test
    void hugeFilesTakeNeitherMemoryNorDisk() throws Exception {
        long size = 1L << 40;
        Files.createDirectories(folder.resolve("share"));
        try (RandomAccessFile file = new RandomAccessFile(served.file("huge").toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 3);
            file.write(new byte[] {7, 8, 9});
        }
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("huge", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("huge")), facts, Optional.empty(), octets -> true);
        int last = facts.chunks().count() - 1;
        assertThat(facts.chunks().octets()).isEqualTo(16 << 20);
        session.fetch(facts, part, new OneRange(new ChunkRange(last, 1)), FetchListener.NONE);
        assertThat(part.verifiedOctets()).isEqualTo(16 << 20);
        Path path = part.mark().path();
        assertThat(Files.size(path)).isEqualTo(size);
        part.discard();
        assertOnlyIn(folder.resolve("saved"));
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 1, 1L << 31, (1L << 31) + 1})
    void sizesAroundTwoGibibytesAreCutRight(long size) throws Exception {
        Files.createDirectories(folder.resolve("share"));
        try (RandomAccessFile file = new RandomAccessFile(served.file("big").toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 1);
            file.write(9);
        }
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("big", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("big")), facts, Optional.empty(), octets -> true);
        int last = facts.chunks().count() - 1;
        session.fetch(facts, part, new OneRange(new ChunkRange(last - 2, 3)), FetchListener.NONE);
        assertThat(part.verified().cardinality()).isEqualTo(3);
        try (FileChannel channel = FileChannel.open(part.mark().path())) {
            ByteBuffer octet = ByteBuffer.allocate(2);
            assertThat(channel.read(octet, size - 1)).isEqualTo(1);
            assertThat(octet.get(0)).isEqualTo((byte) 9);
        }
        part.discard();
    }

    /** A plan of a single range. */
    private static final class OneRange implements ChunkPlan.Taker {
        private Optional<ChunkRange> left;

        OneRange(ChunkRange range) {
            left = Optional.of(range);
        }

        @Override
        public Optional<ChunkRange> next() {
            Optional<ChunkRange> next = left;
            left = Optional.empty();
            return next;
        }

        @Override
        public void onVerified(int chunk) {}

        @Override
        public void onBad(int chunk) {}

        @Override
        public void onGivenUp(ChunkRange range) {}
    }
}
