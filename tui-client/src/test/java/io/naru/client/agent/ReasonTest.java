package io.naru.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
    @TempDir
    private Path folder;

    @Test
    void aLinkThatIsNotFollowedIsCalledALink() {
        String systemsWords = "Too many levels of symbolic links or unable to access attributes of symbolic link";
        assertThat(Reason.of(new FileSystemException("x", null, systemsWords)))
                .isEqualTo("it is a symbolic link, or leads in a circle");
    }

    @Test
    void aNameThatIsTakenIsCalledTaken() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThat(reasonNoFolderIsMade(file)).isEqualTo("something else has that name");
        assertThat(reasonNoFolderIsMade(link)).isEqualTo("something else has that name");
    }

    private static String reasonNoFolderIsMade(Path at) {
        try {
            Files.createDirectories(at);
            throw new AssertionError("a folder was made at " + at);
        } catch (IOException e) {
            return Reason.of(e);
        }
    }
}
