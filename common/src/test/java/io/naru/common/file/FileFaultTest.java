package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FileFaultTest {
    @Test
    void reasonsAreWordsAndNeverClassNames() {
        assertThat(FileFault.reason(new NoSuchFileException("/x"))).isEqualTo("no such file or folder");
        assertThat(FileFault.reason(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(FileFault.reason(new FileAlreadyExistsException("/x"))).isEqualTo("it exists already");
        assertThat(FileFault.reason(new NotDirectoryException("/x"))).isEqualTo("not a folder");
        assertThat(FileFault.reason(new DirectoryNotEmptyException("/x"))).isEqualTo("the folder is not empty");
        assertThat(FileFault.reason(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("no space left on device");
        assertThat(FileFault.reason(new IOException("Broken pipe"))).isEqualTo("broken pipe");
        assertThat(FileFault.reason(new IOException("TLS failed"))).isEqualTo("TLS failed");
        assertThat(FileFault.reason(new IOException())).isEqualTo("input or output failed");
    }
}
