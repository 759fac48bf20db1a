package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathCompletionTest {
    @TempDir
    private Path home;

    private Folders folders;

    @BeforeEach
    void makeFolders() throws IOException {
        folders = Folders.of(Map.of("HOME", home.toString()), "/");
        for (String name : new String[] {"data", "databases", "사진", ".hidden"}) {
            Files.createDirectory(home.resolve(name));
        }
        Files.createFile(home.resolve("datafile"));
    }

    @Test
    void foldersThatBeginSoAreOfferedInTheWayThatWasTyped() throws IOException {
        assertThat(PathCompletion.folders(folders, Path.of("/"), "~/dat")).containsExactly("~/data/", "~/databases/");
        assertThat(PathCompletion.folders(folders, home, "사")).containsExactly("사진/");
        assertThat(PathCompletion.folders(folders, home, home + "/data"))
                .containsExactly(home + "/data/", home + "/databases/");
    }

    @Test
    void hiddenFoldersAreOfferedOnceADotIsTyped() throws IOException {
        assertThat(PathCompletion.folders(folders, home, "")).containsExactly("data/", "databases/", "사진/");
        assertThat(PathCompletion.folders(folders, home, ".")).containsExactly(".hidden/");
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> PathCompletion.folders(folders, home, "none/x"))
                .isInstanceOf(IOException.class);
    }
}
