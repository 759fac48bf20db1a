package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    private static final int CHUNK = Chunks.LEAST_OCTETS;
    private static final byte[] CONTENT = content();

    @TempDir
    private Path folder;

    private static byte[] content() {
        byte[] octets = new byte[4 * CHUNK + 100];
        new Random(1).nextBytes(octets);
        return octets;
    }

    private static FileFacts hashed() {
        FileHasher hasher = new FileHasher(new Chunks(CONTENT.length));
        hasher.update(ByteBuffer.wrap(CONTENT));
        ChunkHashes hashes = hasher.hashes();
        return new FileFacts("a", new FileVersion(CONTENT.length, 5, Optional.of(hashes.root())), Optional.of(hashes));
    }

    private static FileFacts unhashed(long modifiedMillis) {
        return new FileFacts("a", new FileVersion(CONTENT.length, modifiedMillis, Optional.empty()), Optional.empty());
    }

    private PartFile open(FileFacts facts, Optional<PartFile.Mark> earlier) throws IOException {
        return PartFile.open(Destination.of(folder.resolve("a")), facts, earlier, octets -> true);
    }

    private static void put(PartFile part, int chunk) throws IOException {
        int from = chunk * CHUNK;
        byte[] octets = Arrays.copyOfRange(CONTENT, from, Math.min(CONTENT.length, from + CHUNK));
        part.begin(part, chunk);
        part.write(part, chunk, ByteBuffer.wrap(octets), from);
        part.onVerified(part, chunk, Sha256.digest().digest(octets));
    }

    private void assertNames(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    private static void overwrite(Path file, long position, int octet) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) octet}), position);
        }
    }

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

    @Test
    void linksBelowTheChosenFolderAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path chosen = Files.createDirectory(folder.resolve("chosen"));
        Files.createSymbolicLink(chosen.resolve("music"), outside);
        for (String path : new String[] {"music/a", "music/x/y/a"}) {
            Destination target = new Destination(chosen, chosen.resolve(path));
            assertThat(target.obstacle())
                    .hasValueSatisfying(said ->
                            assertThat(said).startsWith(chosen.resolve("music") + " is a link to another place"));
            String sentence = target.obstacle().orElseThrow();
            assertThatExceptionOfType(PartFileException.class)
                    .isThrownBy(() -> PartFile.open(target, hashed(), Optional.empty(), octets -> true))
                    .withMessage(sentence);
            assertThatExceptionOfType(PartFileException.class)
                    .isThrownBy(() -> PartFile.keep(target, ByteBuffer.wrap(new byte[] {1})))
                    .withMessage(sentence);
            assertThatExceptionOfType(PartFileException.class)
                    .isThrownBy(() -> PartFile.checkRoom(target, 1))
                    .withMessage(sentence);
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void theChosenFolderItselfMayBeALink() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path chosen = Files.createSymbolicLink(folder.resolve("chosen"), outside);
        Destination target = new Destination(chosen, chosen.resolve("x/a"));
        assertThat(target.obstacle()).isEmpty();
        PartFile.keep(target, ByteBuffer.wrap(new byte[] {1}));
        assertThat(outside.resolve("x/a")).hasBinaryContent(new byte[] {1});
    }

    @Test
    void filesOfOthersAreNotTouched() throws IOException {
        Files.writeString(folder.resolve(".a.naru-part"), "mine");
        Files.writeString(folder.resolve(".a.1.naru-chunks"), "mine, too");
        PartFile part = open(hashed(), Optional.empty());
        assertThat(part.mark().path()).hasFileName(".a.2.naru-part");
        part.close();
        assertThat(folder.resolve(".a.naru-part")).hasContent("mine");
        assertThat(folder.resolve(".a.1.naru-chunks")).hasContent("mine, too");
        assertNames(".a.naru-part", ".a.1.naru-chunks");
    }

    @Test
    void twoTransfersDoNotShareAPartFile() throws IOException {
        PartFile one = open(hashed(), Optional.empty());
        put(one, 0);
        PartFile two = open(hashed(), Optional.of(one.mark()));
        assertThat(two.mark()).isNotEqualTo(one.mark());
        assertThat(two.verified().isEmpty()).isTrue();
    }

    @Test
    void aFileOfTheSameNameInItsPlaceIsAnothersNow() throws IOException {
        PartFile part = open(hashed(), Optional.empty());
        put(part, 0);
        PartFile.Mark mark = part.mark();
        part.close();
        Files.move(mark.path(), folder.resolve("moved"));
        Files.writeString(mark.path(), "somebody's");
        PartFile again = open(hashed(), Optional.of(mark));
        assertThat(again.mark().path()).isNotEqualTo(mark.path());
        assertThat(mark.path()).hasContent("somebody's");
    }

    @Test
    void aNameThatIsTakenIsNeverOverwritten() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a (1)"), folder.resolve("nowhere"));
        PartFile part = open(hashed(), Optional.empty());
        for (int chunk = 0; chunk < 5; chunk++) {
            put(part, chunk);
        }
        Files.writeString(folder.resolve("a (2)"), "somebody's");
        pipe(folder.resolve("a (3)"));
        assertThat(part.publish()).isEqualTo(folder.resolve("a (4)")).hasBinaryContent(CONTENT);
        assertThat(PartFile.keep(Destination.of(folder.resolve("a")), ByteBuffer.wrap(new byte[] {1})))
                .isEqualTo(folder.resolve("a (5)"));
        assertNames("a", "a (1)", "a (2)", "a (3)", "a (4)", "a (5)");
        assertThat(folder.resolve("a (2)")).hasContent("somebody's");
    }

    @Test
    void linksFoldersAndPipesInThePartFilesPlaceAreNotFollowed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "somebody's");
        Files.createSymbolicLink(folder.resolve(".a.naru-part"), outside);
        Files.createSymbolicLink(folder.resolve(".a.1.naru-chunks"), outside);
        Files.createDirectory(folder.resolve(".a.2.naru-part"));
        pipe(folder.resolve(".a.3.naru-part"));
        PartFile part = open(hashed(), Optional.empty());
        put(part, 0);
        assertThat(part.mark().path()).isEqualTo(folder.resolve(".a.4.naru-part"));
        assertThat(outside).hasContent("somebody's");
        part.discard();
        assertThat(PartFile.keep(Destination.of(folder.resolve("a")), ByteBuffer.wrap(new byte[] {1})))
                .hasBinaryContent(new byte[] {1});
        assertThat(outside).hasContent("somebody's");
    }

    private static void pipe(Path path) throws IOException {
        try {
            assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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

    @Test
    void aFolderThatIsNoneIsToldInASentence() throws IOException {
        Files.writeString(folder.resolve("f"), "a file");
        assertThatExceptionOfType(PartFileException.class)
                .isThrownBy(() -> PartFile.open(
                        Destination.of(folder.resolve("f/a")), hashed(), Optional.empty(), octets -> true))
                .withMessage("Something that is no folder stands where " + folder.resolve("f")
                        + " should be. Choose another folder.");
    }

    @Test
    void thereMustBeRoom() {
        assertThatExceptionOfType(PartFileException.class)
                .isThrownBy(() -> PartFile.checkRoom(Destination.of(folder.resolve("a")), Long.MAX_VALUE))
                .withMessageStartingWith("There is no room for it in " + folder + ": it takes ");
    }

    @Test
    void faultsOfTheDiskAreSentences() {
        assertThat(PartFaults.of(folder, new IOException("No space left on device")))
                .hasMessage("The disk is full. Make room in " + folder + " and try again.");
        assertThat(PartFaults.of(folder, new IOException("Disk quota exceeded")))
                .hasMessageStartingWith("Your disk quota is used up.");
        assertThat(PartFaults.of(folder, new IOException("Read-only file system")))
                .hasMessageContaining("is read-only");
        assertThat(PartFaults.of(folder, new IOException("File too large")))
                .hasMessageContaining("can't hold a file that large");
        assertThat(PartFaults.of(folder, new java.nio.file.AccessDeniedException("a")))
                .hasMessageStartingWith("You may not write into ");
    }
}
