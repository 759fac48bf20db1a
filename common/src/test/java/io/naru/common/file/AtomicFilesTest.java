package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    private Path folder;

    @Test
    void writtenFileIsWholeAndItsOwnersOnly() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        AtomicFiles.write(file, octets("new"));

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(names(folder)).containsExactly("key");
    }

    @Test
    void linkIsReplacedAndNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "untouched");
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);

        AtomicFiles.write(link, octets("new"));

        assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(elsewhere).hasContent("untouched");
    }

    @Test
    void createdFileIsItsOwnersOnlyAndReplacesNothing() throws IOException {
        Path file = folder.resolve("key");

        assertThat(AtomicFiles.create(file, octets("first"))).isTrue();
        assertThat(AtomicFiles.create(file, octets("second"))).isFalse();

        assertThat(file).hasContent("first");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(names(folder)).containsExactly("key");
    }

    @Test
    void createdFileReplacesNoLinkToNothing() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

        assertThat(AtomicFiles.create(link, octets("new"))).isFalse();

        assertThat(folder.resolve("nothing")).doesNotExist();
        assertThat(names(folder)).containsExactly("link");
    }

    @Test
    void whatOthersCanChangeIsRefusedWithTheCommandToType() throws IOException {
        Path file = Files.writeString(folder.resolve("list"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatCode(() -> AtomicFiles.checkOnlyOwnerWrites(file)).doesNotThrowAnyException();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.checkOnlyOwnerWrites(file))
                .withMessage("Others than you can change %s. Type: chmod go-w '%s'", file, file);
    }

    @Test
    void failedWriteLeavesWhatWasThere() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("inside"), "kept");

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.write(taken, octets("new")))
                .withMessageStartingWith("cannot write " + taken + ": ");
        assertThat(names(folder)).containsExactly("taken");
        assertThat(taken.resolve("inside")).hasContent("kept");
    }

    @Test
    void writeIntoNoFolderSaysSo() {
        Path file = folder.resolve("missing/key");

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.write(file, octets("new")))
                .withMessage("cannot write " + file + ": no such file or folder");
    }

    @Test
    void privateFoldersAreTheirOwnersOnly() throws IOException {
        Path inner = folder.resolve("a/b");

        AtomicFiles.createPrivateFolders(inner);
        AtomicFiles.createPrivateFolders(inner);

        assertThat(mode(inner)).isEqualTo("rwx------");
        assertThat(mode(inner.getParent())).isEqualTo("rwx------");
    }

    @Test
    void folderWhoseNameIsTakenIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.createPrivateFolders(file))
                .withMessage("cannot make the folder " + file + ": it exists already");
    }

    @Test
    void publishedFileReplacesNothing() throws IOException {
        Path target = Files.writeString(folder.resolve("song.tar.gz"), "mine");

        Path second = AtomicFiles.publish(finished("two"), target);
        Path third = AtomicFiles.publish(finished("three"), target);

        assertThat(target).hasContent("mine");
        assertThat(second).hasFileName("song (1).tar.gz").hasContent("two");
        assertThat(third).hasFileName("song (2).tar.gz").hasContent("three");
        assertThat(names(folder)).containsExactlyInAnyOrder("song.tar.gz", "song (1).tar.gz", "song (2).tar.gz");
    }

    @Test
    void evenALinkToNothingIsNotReplaced() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("x"), folder.resolve("nothing"));

        assertThat(AtomicFiles.publish(finished("new"), link)).hasFileName("x (1)");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void filesPublishedAtOnceGetNamesOfTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Stream<Callable<Path>> tasks = IntStream.range(0, 40).mapToObj(i -> {
                Path part = folder.resolve(".part" + i);
                return () -> AtomicFiles.publish(Files.writeString(part, "file " + i), folder.resolve("x.txt"));
            });
            threads.invokeAll(tasks.toList())
                    .forEach(done -> assertThatCode(done::get).doesNotThrowAnyException());
        } finally {
            threads.shutdownNow();
        }

        assertThat(names(folder)).hasSize(40);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(AtomicFilesTest::content)).doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutHardLinksNamesAreClaimed() throws IOException {
        Configuration linkless = Configuration.unix().toBuilder()
                .setAttributeViews("basic", "owner", "posix", "unix")
                .setSupportedFeatures(Feature.SYMBOLIC_LINKS, Feature.FILE_CHANNEL)
                .build();
        try (FileSystem files = Jimfs.newFileSystem(linkless)) {
            Path work = Files.createDirectories(files.getPath("/work"));
            Path target = Files.writeString(work.resolve("x.txt"), "mine");
            Path part = Files.writeString(work.resolve(".part"), "new");

            Path published = AtomicFiles.publish(part, target);

            assertThat(target).hasContent("mine");
            assertThat(published).hasFileName("x (1).txt").hasContent("new");
            assertThat(names(work)).containsExactlyInAnyOrder("x.txt", "x (1).txt");
        }
    }

    @Test
    void publishIntoNoFolderKeepsTheFinishedFile() throws IOException {
        Path finished = finished("new");
        Path target = folder.resolve("missing/x");

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.publish(finished, target))
                .withMessage("cannot give %s the name %s: no such file or folder", finished, target);
        assertThat(finished).hasContent("new");
    }

    @Test
    void numberedNamesStayWithinWhatAFileSystemHolds() {
        assertThat(AtomicFiles.numbered("a.txt", 1)).isEqualTo("a (1).txt");
        assertThat(AtomicFiles.numbered("a", 12)).isEqualTo("a (12)");
        assertThat(AtomicFiles.numbered(".hidden", 1)).isEqualTo(".hidden (1)");
        assertThat(AtomicFiles.numbered(".tar.gz", 1)).isEqualTo(".tar (1).gz");
        assertThat(AtomicFiles.numbered("한".repeat(83) + "😀.t", 1)).isEqualTo("한".repeat(83) + " (1).t");
        assertThat(octets(AtomicFiles.numbered("한".repeat(85), 9999))).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void secretThatOthersCanOpenIsRefusedWithTheCommandToType() throws IOException {
        Path file = Files.writeString(folder.resolve("it's a key"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.checkPrivate(file))
                .withMessage(
                        "%s holds a secret, but others than you can open it. Type: chmod 600 '%s/it'\\''s a key'",
                        file, folder);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatCode(() -> AtomicFiles.checkPrivate(file)).doesNotThrowAnyException();
    }

    @Test
    void secretThatIsMissingSaysSo() {
        Path file = folder.resolve("missing");

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.checkPrivate(file))
                .withMessage("cannot look at " + file + ": no such file or folder");
    }

    private Path finished(String content) throws IOException {
        return Files.writeString(folder.resolve(".part"), content);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
