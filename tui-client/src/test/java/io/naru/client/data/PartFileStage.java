package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.hash.Sha256;
import io.naru.common.message.FileVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder, and a content of some chunks that grows in it. */
abstract class PartFileStage {
    static final int CHUNK = Chunks.LEAST_OCTETS;
    static final byte[] CONTENT = content();

    @TempDir
    Path folder;

    private static byte[] content() {
        byte[] octets = new byte[4 * CHUNK + 100];
        new Random(1).nextBytes(octets);
        return octets;
    }

    static FileFacts hashed() {
        FileHasher hasher = new FileHasher(new Chunks(CONTENT.length));
        hasher.update(ByteBuffer.wrap(CONTENT));
        ChunkHashes hashes = hasher.hashes();
        return new FileFacts("a", new FileVersion(CONTENT.length, 5, Optional.of(hashes.root())), Optional.of(hashes));
    }

    static FileFacts unhashed(long modifiedMillis) {
        return new FileFacts("a", new FileVersion(CONTENT.length, modifiedMillis, Optional.empty()), Optional.empty());
    }

    PartFile open(FileFacts facts, Optional<PartFile.Mark> earlier) throws IOException {
        return PartFile.open(Destination.of(folder.resolve("a")), facts, earlier, octets -> true);
    }

    static void put(PartFile part, int chunk) throws IOException {
        int from = chunk * CHUNK;
        byte[] octets = Arrays.copyOfRange(CONTENT, from, Math.min(CONTENT.length, from + CHUNK));
        part.begin(part, chunk);
        part.write(part, chunk, ByteBuffer.wrap(octets), from);
        part.onVerified(part, chunk, Sha256.digest().digest(octets));
    }

    void assertNames(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    static void overwrite(Path file, long position, int octet) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) octet}), position);
        }
    }
}
