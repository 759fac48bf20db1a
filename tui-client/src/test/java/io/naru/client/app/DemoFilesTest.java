package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFilesTest {
    private static final Path HERE = Path.of("");

    @TempDir
    private Path folder;

    @Test
    void filesBesideTheProgramComeBeforeThoseOfTheSourceTree() throws IOException {
        Path home = withText(folder.resolve("installed"));
        Path tree = withText(folder.resolve("tree"));

        assertThat(DemoFiles.find(Optional.of(home), tree).folder()).isEqualTo(home.resolve("demo-files"));
        assertThat(DemoFiles.find(Optional.empty(), tree).folder()).isEqualTo(tree.resolve("demo-files"));
    }

    @Test
    void aFolderOfTheSourceTreeFindsTheFilesAboveIt() throws IOException {
        Path tree = withText(folder.resolve("tree"));
        Path module = Files.createDirectories(tree.resolve("tui-client/target"));

        assertThat(DemoFiles.find(Optional.of(folder), module).folder()).isEqualTo(tree.resolve("demo-files"));
    }

    @Test
    void missingFilesAreAnErrorThatNamesThePlaces() {
        Path nowhere = Path.of("/naru-nowhere");

        assertThatIOException()
                .isThrownBy(() -> DemoFiles.find(Optional.of(folder), nowhere))
                .withMessageContaining("demo-files")
                .withMessageContaining(folder.toString())
                .withMessageContaining(nowhere.toString());
    }

    @Test
    void theCopyHoldsEveryFileOctetForOctet() throws IOException {
        DemoFiles files = DemoFiles.find(Optional.empty(), HERE);
        Path copy = folder.resolve("copy");

        files.copyTo(copy);

        for (Path file : filesIn(files.folder())) {
            Path copied = copy.resolve(files.folder().relativize(file).toString());
            assertThat(copied).hasSameBinaryContentAs(file);
        }
        assertThat(copy.resolve("안녕하세요.txt")).isRegularFile();
        assertThat(copy.resolve("notes")).isDirectory();
    }

    @Test
    void theOriginalFolderGetsNoLargeFile() throws IOException {
        DemoFiles files = DemoFiles.find(Optional.empty(), HERE);

        files.copyTo(folder);

        assertThat(files.folder().resolve(DemoFiles.BIG_FILE)).doesNotExist();
    }

    @Test
    void theLargeFileIsTheSameOnEveryJvm() throws Exception {
        DemoFiles files = DemoFiles.find(Optional.empty(), HERE);

        files.copyTo(folder);
        files.copyTo(folder);

        byte[] octets = Files.readAllBytes(folder.resolve(DemoFiles.BIG_FILE));
        assertThat(octets).hasSize(8_388_608);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        assertThat(digest).isEqualTo("eb27b10e1a0e8da209d8b77c88ebc24bf5cb3522bd7c832e7ac8aeea3979d7e1");
    }

    @Test
    void thePictureIsOne() throws IOException {
        Path picture = DemoFiles.find(Optional.empty(), HERE).folder().resolve("ferry.png");

        assertThat(ImageIO.read(picture.toFile()))
                .satisfies(image -> assertThat(image.getWidth()).isEqualTo(160))
                .satisfies(image -> assertThat(image.getHeight()).isEqualTo(100));
    }

    private static Path withText(Path home) throws IOException {
        Files.createDirectories(home.resolve("demo-files"));
        Files.writeString(home.resolve("demo-files/test.txt"), "text");
        return home;
    }

    private static Iterable<Path> filesIn(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
