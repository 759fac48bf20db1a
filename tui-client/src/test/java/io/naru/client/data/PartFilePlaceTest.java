package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where part files and what becomes of them may lie, whatever stands there already. */
class PartFilePlaceTest extends PartFileStage {
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
