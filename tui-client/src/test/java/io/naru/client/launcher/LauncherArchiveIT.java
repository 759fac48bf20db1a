package io.naru.client.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.naru.client.launcher.Installation.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of preloaded classes: made, used, renewed, and never in the way. */
final class LauncherArchiveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Outcome QUIET = new Outcome(0, "x\n", "");

    @TempDir
    private Path folder;

    private Path cache;
    private Installation client;
    private Map<String, String> environment;

    @BeforeEach
    void install() throws IOException {
        client = Installation.of(Path.of("target/naru"), "naru", folder.resolve("naru"));
        Path home = Files.createDirectories(folder.resolve("my home"));
        cache = home.resolve(".cache/naru");
        environment = new HashMap<>(Map.of(
                "PATH", System.getenv("PATH"),
                "JAVA_HOME", System.getProperty("java.home"),
                "LC_ALL", "C.UTF-8",
                "HOME", home.toString()));
    }

    @Test
    void theSecondStartTakesItsClassesFromTheArchive() throws Exception {
        assertThat(start()).isEqualTo(QUIET);
        Path archive = archive();

        assertThat(sourceOfTheProbe()).contains("shared objects file");
        assertThat(archive()).isEqualTo(archive);
        for (Path made : List.of(cache, cache.getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aTruncatedArchiveIsThrownAwayAndMadeAgain() throws Exception {
        start();
        Path archive = archive();
        writable(archive);
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 3);
        }

        assertThat(start()).isEqualTo(QUIET);

        archive();
        assertThat(sourceOfTheProbe()).contains("shared objects file");
    }

    @Test
    void anArchiveFullOfNonsenseSaysNothing() throws Exception {
        start();
        Path archive = archive();
        writable(archive);
        Files.write(archive, new byte[(int) Files.size(archive)]);

        assertThat(start()).isEqualTo(QUIET);
    }

    @Test
    void anotherBuildMakesItsOwnArchiveAndRemovesTheOldOne() throws Exception {
        start();
        Path old = archive();
        client.rebuild("20000101000000000");

        assertThat(start()).isEqualTo(QUIET);

        await().atMost(PATIENCE).until(() -> !Files.exists(old));
        assertThat(archive().getFileName().toString()).contains("_20000101000000000_");
    }

    @Test
    void severalFirstStartsAtOnceLeaveOneGoodArchive() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(Installation.start(List.of(client.script().toString(), "arguments", "x"), environment));
        }
        for (Process process : processes) {
            assertThat(Installation.finish(process)).isEqualTo(QUIET);
        }

        archive();
        assertThat(sourceOfTheProbe()).contains("shared objects file");
    }

    @Test
    void aCacheThatCannotBeWrittenDoesNoHarm() throws Exception {
        Files.writeString(folder.resolve("my home/.cache"), "a file where a folder should be");

        assertThat(start()).isEqualTo(QUIET);

        environment.put("XDG_CACHE_HOME", "/dev/null/nothing");
        assertThat(start()).isEqualTo(QUIET);
        environment.put("XDG_CACHE_HOME", "/proc");
        assertThat(start()).isEqualTo(QUIET);
    }

    @Test
    void withoutAHomeThereIsNoArchiveAndNoComplaint() throws Exception {
        environment.remove("HOME");

        assertThat(start()).isEqualTo(QUIET);

        environment.put("HOME", "relative");
        assertThat(start()).isEqualTo(QUIET);
        assertThat(Path.of("relative")).doesNotExist();
    }

    @Test
    void theArchiveCanBeSwitchedOff() throws Exception {
        environment.put("NARU_ARCHIVE", "off");

        assertThat(start()).isEqualTo(QUIET);
        assertThat(cache).doesNotExist();
    }

    private Outcome start() throws Exception {
        return client.run(environment, "arguments", "x");
    }

    /** Waits until the only archive is made, and returns it. */
    private Path archive() {
        return await().atMost(PATIENCE)
                .until(() -> Installation.finishedArchives(cache), archives -> archives.size() == 1)
                .get(0);
    }

    private String sourceOfTheProbe() throws Exception {
        Map<String, String> chatty = new HashMap<>(environment);
        chatty.put("NARU_JAVA_OPTS", "-Xlog:class+load=info:stdout");
        return client.run(chatty, "arguments", "x")
                .output()
                .lines()
                .filter(line -> line.contains(LauncherProbe.class.getName() + " "))
                .findFirst()
                .orElseThrow();
    }

    private static void writable(Path archive) throws IOException {
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
    }
}
