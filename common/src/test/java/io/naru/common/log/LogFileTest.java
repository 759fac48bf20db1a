package io.naru.common.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    private static void write(LogFile file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fileIsMadeForItsOwnerOnlyAndAppendedTo() throws IOException {
        Path path = folder.resolve("relay.log");
        try (LogFile file = LogFile.open(path)) {
            write(file, "one\n");
        }
        try (LogFile file = LogFile.open(path)) {
            write(file, "two\n");
        }

        assertThat(path).hasContent("one\ntwo\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void afterARenameLinesGoToTheOldFileUntilItIsReopened() throws IOException {
        Path path = folder.resolve("relay.log");
        Path rotated = folder.resolve("relay.log.1");
        try (LogFile file = LogFile.open(path)) {
            write(file, "one\n");
            Files.move(path, rotated);
            write(file, "two\n");
            file.reopen();
            write(file, "three\n");
        }

        assertThat(rotated).hasContent("one\ntwo\n");
        assertThat(path).hasContent("three\n");
    }

    @Test
    void whereItCannotBeReopenedItGoesOnInTheFileBefore() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path path = inner.resolve("relay.log");
        try (LogFile file = LogFile.open(path)) {
            Path rotated = Files.move(path, folder.resolve("relay.log.1"));
            Files.delete(inner);

            assertThatThrownBy(file::reopen)
                    .isInstanceOf(IOException.class)
                    .hasMessage("The log file " + path + " can't be opened: its folder isn't there");

            write(file, "two\n");
            assertThat(rotated).hasContent("two\n");
        }
    }

    @Test
    void folderInPlaceOfTheFileIsOneSentence() {
        assertThatThrownBy(() -> LogFile.open(folder).close())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The log file " + folder + " can't be opened: ");
    }

    @Test
    void noLineIsLostOrCutWhileOthersWrite() throws Exception {
        Path path = folder.resolve("relay.log");
        int writers = 3;
        int lines = 2_000;
        CountDownLatch done = new CountDownLatch(writers);
        try (LogFile file = LogFile.open(path)) {
            for (int i = 0; i < writers; i++) {
                String name = "writer-" + i + "-";
                new Thread(() -> {
                            try {
                                for (int line = 0; line < lines; line++) {
                                    write(file, name + line + "\n");
                                }
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            } finally {
                                done.countDown();
                            }
                        })
                        .start();
            }
            for (int i = 0; done.getCount() > 0; i++) {
                Files.move(path, folder.resolve("relay.log." + i));
                file.reopen();
            }
            done.await();
        }

        List<String> all = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                all.addAll(Files.readAllLines(each));
            }
        }
        assertThat(all)
                .hasSize(writers * lines)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("writer-\\d-\\d+"));
    }
}
