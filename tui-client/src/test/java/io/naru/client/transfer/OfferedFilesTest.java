package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes with an offer. */
class OfferedFilesTest {
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
}
