package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes with an offer. */
class OfferedFilesTest {
    private static final UserName BOB = UserName.of("bob");

    @TempDir
    private Path folder;

    private void write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x", StandardCharsets.UTF_8);
    }

    @Test
    void aFolderGoesWithoutWhatIsHiddenInIt() throws IOException {
        for (String path : List.of("set/.env", "set/.git/config", "set/a.txt", "set/inner/b.txt")) {
            write(path);
        }
        Files.createSymbolicLink(folder.resolve("set/link.txt"), folder.resolve("set/a.txt"));

        OfferedFiles.Offered offered = OfferedFiles.look(UserName.of("bob"), List.of(folder.resolve("set")));

        assertThat(offered.byPath()).containsOnlyKeys("set/a.txt", "set/inner/b.txt");
        assertThat(offered.octets()).isEqualTo(2);
    }

    private String content(OfferedFiles files, String path) throws IOException {
        try (UploadSource.Opened opened = files.open(BOB, ".offer/o1/" + path)) {
            ByteBuffer octets = ByteBuffer.allocate((int) opened.octets());
            opened.channel().read(octets);
            return new String(octets.array(), StandardCharsets.UTF_8);
        }
    }

    private OfferedFiles offering(Path... named) throws IOException {
        OfferedFiles files = new OfferedFiles(
                (who, path) -> {
                    throw new NoSuchFileException(path);
                },
                Duration.ofSeconds(10));
        files.add(new RequestId("o1"), OfferedFiles.look(BOB, List.of(named)));
        return files;
    }

    @Test
    void whatIsOfferedIsServedToWhomItIsOfferedAlone() throws IOException {
        write("set/inner/b.txt");
        write("one.txt");
        OfferedFiles files = offering(folder.resolve("set"), folder.resolve("one.txt"));
        assertThat(content(files, "set/inner/b.txt")).isEqualTo("x");
        assertThat(content(files, "one.txt")).isEqualTo("x");
        assertThatThrownBy(() -> files.open(UserName.of("eve"), ".offer/o1/one.txt"))
                .isInstanceOf(NoSuchFileException.class);
        files.remove(new RequestId("o1"));
        assertThatThrownBy(() -> content(files, "one.txt")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aLinkThatTheUserNamedTheWayByIsFollowedAndNoneBelow() throws IOException {
        write("real/set/inner/b.txt");
        write("secret/b.txt");
        Files.createSymbolicLink(folder.resolve("way"), folder.resolve("real"));
        OfferedFiles files = offering(folder.resolve("way/set"), folder.resolve("way/set/inner/b.txt"));
        assertThat(content(files, "set/inner/b.txt")).isEqualTo("x");
        assertThat(content(files, "b.txt")).isEqualTo("x");

        Files.move(folder.resolve("real/set/inner"), folder.resolve("real/set/before"));
        Files.createSymbolicLink(folder.resolve("real/set/inner"), folder.resolve("secret"));

        assertThatThrownBy(() -> content(files, "set/inner/b.txt")).isInstanceOf(IOException.class);
        Files.delete(folder.resolve("real/set/inner"));
        write("real/set/inner/other.txt");
        Files.createSymbolicLink(folder.resolve("real/set/inner/b.txt"), folder.resolve("secret/b.txt"));
        assertThatThrownBy(() -> content(files, "set/inner/b.txt")).isInstanceOf(IOException.class);
    }

    @Test
    void aPipeInTheFilesPlaceHoldsUpNobody() throws Exception {
        write("set/a.txt");
        OfferedFiles files = offering(folder.resolve("set"));
        Files.delete(folder.resolve("set/a.txt"));
        Process made = new ProcessBuilder("mkfifo", folder.resolve("set/a.txt").toString()).start();
        assumeTrue(made.waitFor() == 0, "no pipes here");
        CompletableFuture<IOException> refused = CompletableFuture.supplyAsync(() -> {
            try {
                content(files, "set/a.txt");
                return null;
            } catch (IOException e) {
                return e;
            }
        });
        assertThat(refused.get(8, TimeUnit.SECONDS)).hasMessage("it isn't a regular file");
    }

    @Test
    void allOfADiskIsRefusedInWords() {
        assertThatThrownBy(() -> OfferedFiles.look(BOB, List.of(Path.of("/"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name a folder or a file");
    }
}
