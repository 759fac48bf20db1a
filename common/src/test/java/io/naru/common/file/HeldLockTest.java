package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLockTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsHeldIsTakenByNobodyElseUntilItIsGivenBack() throws IOException {
        Path file = folder.resolve("lock");
        HeldLock held = HeldLock.tryTake(file).orElseThrow();

        assertThat(HeldLock.tryTake(file)).isEmpty();
        assertThat(HeldLock.tryTake(folder.resolve("../" + folder.getFileName() + "/lock")))
                .isEmpty();
        held.close();
        HeldLock.tryTake(file).orElseThrow().close();
        assertThat(file).exists();
    }

    @Test
    void itIsALockOfTheOperatingSystem() throws IOException {
        Path file = folder.resolve("lock");
        try (HeldLock held = HeldLock.tryTake(file).orElseThrow();
                FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
        }
    }

    @Test
    void whereNoneCanBeMadeItSaysWhy() throws IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("lock");

        assertThatThrownBy(() -> HeldLock.tryTake(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lock");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> HeldLock.tryTake(link))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link");
    }
}
