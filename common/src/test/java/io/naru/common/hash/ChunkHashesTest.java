package io.naru.common.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkHashesTest {
    private static final int CHUNK = Chunks.LEAST_OCTETS;

    @Test
    void aChunkHas256KibibytesUntilThereWouldBeTooMany() {
        assertThat(new Chunks(0).count()).isZero();
        assertThat(new Chunks(1).count()).isEqualTo(1);
        assertThat(new Chunks(CHUNK).count()).isEqualTo(1);
        assertThat(new Chunks(CHUNK + 1).count()).isEqualTo(2);
        assertThat(new Chunks(CHUNK + 1).length(1)).isEqualTo(1);
        assertThat(new Chunks(16L << 30).octets()).isEqualTo(CHUNK);
        assertThat(new Chunks((16L << 30) + 1).octets()).isEqualTo(2 * CHUNK);
        assertThat(new Chunks(1L << 40).octets()).isEqualTo(16 << 20);
        assertThat(new Chunks(Chunks.FILE_OCTETS_MAX).octets()).isEqualTo(1 << 30);
        assertThat(new Chunks(Chunks.FILE_OCTETS_MAX).count()).isEqualTo(Chunks.MOST);
    }

    @Test
    void chunksCoverAFileWithoutGapOrOverlap() {
        for (long octets : new long[] {1, CHUNK - 1, CHUNK, CHUNK + 1, 3L * CHUNK, (16L << 30) + 7}) {
            Chunks chunks = new Chunks(octets);
            long end = 0;
            for (int chunk = 0; chunk < chunks.count(); chunk++) {
                assertThat(chunks.start(chunk)).isEqualTo(end);
                end += chunks.length(chunk);
            }
            assertThat(end).isEqualTo(octets);
        }
    }

    @Test
    void theRootIsTheSameHoweverTheOctetsCome() throws Exception {
        byte[] content = new byte[2 * CHUNK + 77];
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        random.nextBytes(content);
        ChunkHashes atOnce = hashed(content, content.length);
        for (int most : new int[] {1 + random.nextInt(5000), CHUNK - 1, CHUNK, CHUNK + 1}) {
            assertThat(hashed(content, most))
                    .as("seed %d, pieces of %d", seed, most)
                    .isEqualTo(atOnce);
        }
        byte[] second = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(content, CHUNK, 2 * CHUNK));
        assertThat(atOnce.matches(1, second)).isTrue();
        assertThat(atOnce.matches(0, second)).isFalse();
    }

    @Test
    void theRootTellsOneOctetAndOneSizeFromAnother() {
        byte[] content = new byte[CHUNK + 1];
        String root = hashed(content, CHUNK).root().hex();
        content[CHUNK] = 1;
        assertThat(hashed(content, CHUNK).root().hex()).isNotEqualTo(root);
        assertThat(hashed(new byte[CHUNK + 2], CHUNK).root().hex()).isNotEqualTo(root);
    }

    /** The vectors of PROTOCOL.md, reckoned by another program. */
    @Test
    void theRootsOfKnownContentsAreTheDocumentedOnes() {
        assertThat(hashed(new byte[0], 1).root().hex())
                .isEqualTo("7313ca58c31afaf952c959514e36c2faf35398b236f0e207e14650c016681f7c");
        assertThat(hashed("naru".getBytes(StandardCharsets.US_ASCII), 4).root().hex())
                .isEqualTo("130f06cbb899328633cd473f34e9bd8709851b11323f1536e318ad9986205cf7");
    }

    @Test
    void moreOrFewerOctetsThanTheFileHasAreRefused() {
        FileHasher hasher = new FileHasher(new Chunks(3));
        hasher.update(ByteBuffer.wrap(new byte[2]));
        assertThatThrownBy(hasher::hashes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> hasher.update(ByteBuffer.wrap(new byte[2])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChunkHashes.of(new Chunks(3), new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ChunkHashes hashed(byte[] content, int most) {
        FileHasher hasher = new FileHasher(new Chunks(content.length));
        for (int from = 0; from < content.length; from += most) {
            hasher.update(ByteBuffer.wrap(content, from, Math.min(most, content.length - from)));
        }
        return hasher.hashes();
    }
}
