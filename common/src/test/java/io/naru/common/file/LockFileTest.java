package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir
    private Path folder;

    @Test
    void onlyOneAtATimeIsInside() throws Exception {
        Path file = folder.resolve("x.lock");
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> task = () -> LockFile.holding(file, () -> {
                int count = inside.incrementAndGet();
                Thread.yield();
                inside.decrementAndGet();
                return count;
            });
            for (Future<Integer> one : threads.invokeAll(Collections.nCopies(200, task))) {
                assertThat(one.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theSystemKnowsOfTheLockWhileItIsHeldAndNotAfter() throws IOException {
        Path file = folder.resolve("x.lock");
        boolean isHeld = LockFile.holding(file, () -> isLockedBySomebody(file));
        assertThat(isHeld).isTrue();
        assertThat(isLockedBySomebody(file)).isFalse();
    }

    @Test
    void lockIsGivenBackWhenTheActionFails() throws IOException {
        Path file = folder.resolve("x.lock");
        assertThatIOException()
                .isThrownBy(() -> LockFile.holding(file, () -> {
                    throw new IOException("no");
                }))
                .withMessage("no");
        assertThat(LockFile.<Integer>holding(file, () -> 1)).isEqualTo(1);
    }

    @Test
    void linkIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("x.lock"), folder.resolve("planted"));
        assertThatIOException()
                .isThrownBy(() -> LockFile.holding(link, () -> 1))
                .withMessageStartingWith("cannot lock ");
        assertThat(folder.resolve("planted")).doesNotExist();
    }

    @Test
    void missingFolderIsTold() {
        Path file = folder.resolve("missing/x.lock");
        assertThatIOException()
                .isThrownBy(() -> LockFile.holding(file, () -> 1))
                .withMessage("cannot lock %s: no such file or folder", file);
    }

    private static boolean isLockedBySomebody(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
