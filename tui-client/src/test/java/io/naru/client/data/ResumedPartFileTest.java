package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.naru.common.hash.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of an earlier try is built upon, and what isn't. */
class ResumedPartFileTest extends PartFileStage {
    @Test
    void whatCameIsThereAfterACrash() throws IOException {
        for (FileFacts facts : new FileFacts[] {hashed(), unhashed(5)}) {
            PartFile part = open(facts, Optional.empty());
            put(part, 1);
            put(part, 4);
            PartFile.Mark mark = part.mark();
            part.close();
            PartFile again = open(facts, Optional.of(mark));
            assertThat(again.mark()).isEqualTo(mark);
            assertThat(again.verified().stream()).containsExactly(1, 4);
            again.discard();
            assertNames();
        }
    }

    @Test
    void whatWasFetchedBeforeTheOwnerHashedItIsComparedWithTheHashes() throws IOException {
        PartFile part = open(unhashed(5), Optional.empty());
        put(part, 1);
        part.begin(part, 2);
        part.write(part, 2, ByteBuffer.wrap(new byte[CHUNK]), 2 * CHUNK);
        part.onVerified(part, 2, Sha256.digest().digest(new byte[CHUNK]));
        PartFile.Mark mark = part.mark();
        part.close();
        PartFile again = open(hashed(), Optional.of(mark));
        assertThat(again.verified().stream()).containsExactly(1);
    }

    @Test
    void whatWasChangedOnTheDiskIsFetchedAgainAndNothingElse() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        for (int chunk = 0; chunk < 5; chunk++) {
            put(part, chunk);
        }
        PartFile.Mark mark = part.mark();
        part.close();
        overwrite(mark.path(), 2 * CHUNK + 9, CONTENT[2 * CHUNK + 9] ^ 4);
        PartFile again = open(hashed(), Optional.of(mark));
        assertThat(again.verified().stream()).containsExactly(0, 1, 3, 4);
        again.close();
        // Data that never reached the disk reads as zeros, or not at all.
        try (FileChannel channel = FileChannel.open(mark.path(), StandardOpenOption.WRITE)) {
            channel.truncate(CHUNK + 1);
        }
        assertThat(open(hashed(), Optional.of(mark)).verified().stream()).containsExactly(0);
    }

    @Test
    void whatWasNotLookedAtAgainWhenThatWasBrokenOffIsKept() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        put(part, 0);
        put(part, 3);
        PartFile.Mark mark = part.mark();
        part.close();
        overwrite(mark.path(), 9, CONTENT[9] ^ 4);
        PartFile.open(Destination.of(folder.resolve("a")), hashed(), Optional.of(mark), octets -> false)
                .close();
        assertThat(open(hashed(), Optional.of(mark)).verified().stream()).containsExactly(3);
    }

    @Test
    void aMapThatSaysTooMuchIsNotBelieved() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        put(part, 0);
        PartFile.Mark mark = part.mark();
        part.close();
        Path map = folder.resolve(".a.naru-chunks");
        overwrite(map, 64 + 32 * 3, 77);
        assertThat(open(hashed(), Optional.of(mark)).verified().stream()).containsExactly(0);
    }

    @Test
    void aTailThatNeverReachedTheDiskIsFetchedAgain() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        for (int chunk = 0; chunk < 5; chunk++) {
            put(part, chunk);
        }
        PartFile.Mark mark = part.mark();
        part.close();
        // What a journalling file system leaves of octets that it had no time for: nothing, or zeros.
        try (FileChannel channel = FileChannel.open(mark.path(), StandardOpenOption.WRITE)) {
            channel.truncate(3L * CHUNK + 7);
            channel.write(ByteBuffer.wrap(new byte[1]), CONTENT.length - 1);
        }
        PartFile again = open(hashed(), Optional.of(mark));
        assertThat(again.verified().stream()).containsExactly(0, 1, 2);
        put(again, 3);
        put(again, 4);
        assertThat(again.publish()).hasBinaryContent(CONTENT);
    }

    @Test
    void aChunkThatWasWrittenButNotYetLookedAtIsThereAfterACrash() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        byte[] octets = Arrays.copyOfRange(CONTENT, CHUNK, 2 * CHUNK);
        part.begin(this, 1);
        part.write(this, 1, ByteBuffer.wrap(octets), CHUNK);
        part.onWritten(this, 1, Sha256.digest().digest(octets));
        part.begin(this, 2);
        part.write(this, 2, ByteBuffer.wrap(octets), 2 * CHUNK);
        part.onWritten(this, 2, hashed().hashes().orElseThrow().hash(2));
        assertThat(part.verified().isEmpty()).isTrue();
        Path copy = folder.resolve(".b.naru-part");
        Files.copy(part.mark().path(), copy);
        Files.copy(folder.resolve(".a.naru-chunks"), folder.resolve(".b.naru-chunks"));
        PartFile.Mark mark = new PartFile.Mark(
                copy,
                String.valueOf(
                        Files.readAttributes(copy, BasicFileAttributes.class).fileKey()));
        assertThat(open(hashed(), Optional.of(mark)).verified().stream()).containsExactly(1);
    }

    @Test
    void whatCameOfAContentThatWasChangedStaysAndTheNewOneIsBegunBesideIt() throws IOException {
        PartFile part = open(unhashed(5), Optional.empty());
        put(part, 0);
        PartFile.Mark mark = part.mark();
        part.close();
        byte[] before = Files.readAllBytes(mark.path());
        PartFile again = open(unhashed(6), Optional.of(mark));
        assertThat(again.mark().path()).hasFileName(".a.1.naru-part");
        assertThat(again.verified().isEmpty()).isTrue();
        again.close();
        assertThat(mark.path()).hasBinaryContent(before);
        assertThat(open(unhashed(5), Optional.of(mark)).verified().stream()).containsExactly(0);
    }

    @Test
    void anOwnerWhoChangesItTimeAndAgainDoesNotFillTheDisk() throws IOException {
        Optional<PartFile.Mark> mark = Optional.empty();
        for (int i = 0; i <= PartPair.LEFT_MAX; i++) {
            PartFile part = open(unhashed(i), mark);
            put(part, 0);
            mark = Optional.of(part.mark());
            part.close();
        }
        Optional<PartFile.Mark> last = mark;
        assertThatExceptionOfType(PartFileException.class)
                .isThrownBy(() -> open(unhashed(99), last))
                .withMessageContaining("changed again and again")
                .withMessageContaining(".a.naru-part");
        Files.delete(folder.resolve(".a.2.naru-part"));
        Files.delete(folder.resolve(".a.2.naru-chunks"));
        assertThat(open(unhashed(99), last).mark().path()).hasFileName(".a.2.naru-part");
    }

    @Test
    void aLostMapIsMadeAgainFromTheHashesOfTheContent() throws IOException {
        for (int octets : new int[] {-1, 0, 1, 15, 63}) {
            PartFile part = open(hashed(), Optional.empty());
            put(part, 0);
            put(part, 2);
            PartFile.Mark mark = part.mark();
            part.close();
            cutMap(octets);
            PartFile again = open(hashed(), Optional.of(mark));
            assertThat(again.verified().stream()).as("map of %d", octets).containsExactly(0, 2);
            again.discard();
            assertNames();
        }
    }

    @Test
    void aMapWithoutHashesSaysThatNothingIsThere() throws IOException {
        for (int octets : new int[] {64, 70}) {
            PartFile part = open(hashed(), Optional.empty());
            put(part, 0);
            PartFile.Mark mark = part.mark();
            part.close();
            cutMap(octets);
            PartFile again = open(hashed(), Optional.of(mark));
            assertThat(again.verified().isEmpty()).isTrue();
            again.discard();
            assertNames();
        }
    }

    @Test
    void withoutMapAndHashesWhatCameIsLeftToTheUser() throws IOException {
        for (int octets : new int[] {-1, 15}) {
            PartFile part = open(unhashed(5), Optional.empty());
            put(part, 0);
            PartFile.Mark mark = part.mark();
            part.close();
            byte[] before = Files.readAllBytes(mark.path());
            cutMap(octets);
            PartFile again = open(unhashed(5), Optional.of(mark));
            assertThat(again.mark()).isNotEqualTo(mark);
            again.close();
            assertThat(mark.path()).hasBinaryContent(before);
            Files.delete(mark.path());
            Files.deleteIfExists(folder.resolve(".a.naru-chunks"));
        }
    }

    /** So many octets are left of the map; -1 for none, nor a file. */
    private void cutMap(int octets) throws IOException {
        Path path = folder.resolve(".a.naru-chunks");
        if (octets < 0) {
            Files.delete(path);
            return;
        }
        try (FileChannel map = FileChannel.open(path, StandardOpenOption.WRITE)) {
            map.truncate(octets);
        }
    }
}
