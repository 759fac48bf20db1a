package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Chunks on their way into a file. */
class PartFileTest extends PartFileStage {
    @Test
    void chunksInAnyOrderBecomeTheFile() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        assertNames(".a.naru-part", ".a.naru-chunks");
        for (int chunk : new int[] {4, 0, 3, 1}) {
            put(part, chunk);
        }
        assertThat(part.verifiedOctets()).isEqualTo(3L * CHUNK + 100);
        assertThatIllegalStateException().isThrownBy(part::publish);
        put(part, 2);
        assertThat(part.root()).isEqualTo(hashed().version().root().orElseThrow());
        assertThat(Files.readAllBytes(part.publish())).isEqualTo(CONTENT);
        part.close();
        assertNames("a");
    }

    @Test
    void ofAChunkThatCameWronglyNothingIsNoted() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        part.begin(this, 1);
        part.write(this, 1, ByteBuffer.wrap(new byte[CHUNK]), CHUNK);
        part.onWritten(this, 1, hashed().hashes().orElseThrow().hash(1));
        part.onBad(this, 1);
        part.close();
        assertNames();
    }

    @Test
    void whatASlowLineSendsAtLastDoesNotLieOverWhatAnotherBrought() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        Object slow = new Object();
        byte[] wrong = new byte[CHUNK];
        byte[] hash = hashed().hashes().orElseThrow().hash(1);
        part.begin(slow, 1);
        part.write(slow, 1, ByteBuffer.wrap(wrong, 0, 100), CHUNK);
        part.begin(part, 1);
        part.write(part, 1, ByteBuffer.wrap(CONTENT, CHUNK, CHUNK), CHUNK);
        part.write(slow, 1, ByteBuffer.wrap(wrong, 100, 100), CHUNK + 100);
        part.onWritten(slow, 1, new byte[32]);
        assertThat(part.onVerified(slow, 1, hash)).isFalse();
        part.onBad(slow, 1);
        assertThat(part.onVerified(part, 1, hash)).isTrue();
        part.begin(slow, 1);
        part.write(slow, 1, ByteBuffer.wrap(wrong), CHUNK);
        part.onBad(slow, 1);
        assertThat(part.onVerified(slow, 1, hash)).isTrue();
        for (int chunk : new int[] {0, 2, 3, 4}) {
            put(part, chunk);
        }
        assertThat(part.publish()).hasBinaryContent(CONTENT);
    }

    @Test
    void aPartFileThatSomebodyHasCutIsNotPublished() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        for (int chunk = 0; chunk < 5; chunk++) {
            put(part, chunk);
        }
        try (FileChannel channel = FileChannel.open(part.mark().path(), StandardOpenOption.WRITE)) {
            channel.truncate(3);
        }
        assertThatExceptionOfType(PartFileException.class)
                .isThrownBy(part::publish)
                .withMessage("The file came whole, but somebody has changed its part file.");
    }
}
