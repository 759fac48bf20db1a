package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugLogTest {
    private static final Logger LOG = System.getLogger(DebugLogTest.class.getName());

    @TempDir
    private Path home;

    private Folders folders;
    private Path file;

    @BeforeEach
    void findTheFile() {
        folders = Folders.of(Map.of(), home.toString());
        file = folders.logFile();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(file.getParent())) {
            return found.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void thereIsNoFileAsLongAsThereIsNothingToSay() {
        DebugLog.start(folders, false).close();
        assertThat(file).doesNotExist();
    }

    @Test
    void onlyTheUserMayReadIt() throws IOException {
        try (DebugLog log = DebugLog.start(folders, false)) {
            assertThat(log).isNotNull();
            LOG.log(Level.INFO, "first");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).content().contains("first");
    }

    @Test
    void clientsThatRunTogetherHaveAFileEachAndTheNextOneGoesOnInTheFirst() throws IOException {
        try (DebugLog one = DebugLog.start(folders, false)) {
            assertThat(one).isNotNull();
            LOG.log(Level.INFO, "of one");
            try (DebugLog two = DebugLog.start(folders, false)) {
                assertThat(two).isNotNull();
                LOG.log(Level.INFO, "of both");
            }
        }
        assertThat(file).content().contains("of one").doesNotContain("of both");
        assertThat(file.resolveSibling("naru.2.log")).content().contains("of both");

        try (DebugLog three = DebugLog.start(folders, false)) {
            assertThat(three).isNotNull();
            LOG.log(Level.INFO, "of three");
        }
        assertThat(file).content().contains("of one", "of three");
        assertThat(files()).containsExactly("naru.2.log", "naru.log");
    }

    @Test
    void aFullOneIsKeptOnceAndANewOneBegun() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x".repeat((1 << 20) + 1));
        try (DebugLog log = DebugLog.start(folders, false)) {
            assertThat(log).isNotNull();
            LOG.log(Level.INFO, "new");
        }
        assertThat(file).content().contains("new").doesNotContain("x".repeat(100));
        assertThat(files()).containsExactly("naru.log", "naru.log.1");
    }
}
