package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program with the flags of the real one fills an index, takes in its words, searches it and pages through it. What it
 * holds hardly grows with the files, so a tenth of a million is tried each time, and as many as {@code -Dnaru.index.files}
 * says.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class LargeIndexIT {
    private static final int FILES = Integer.getInteger("naru.index.files", 100_000);
    private static final long RESIDENT_MIB_MAX = 256;
    private static final double HEAP_MIB_MAX = 64;

    @TempDir
    private Path folder;

    @Test
    void anIndexStaysWithinItsMemoryHoweverManyFilesAreInIt() throws Exception {
        Process program = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Xms16m",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShareBench.class.getName(),
                        folder.toString(),
                        "0",
                        String.valueOf(FILES),
                        String.valueOf(FILES * 3 / 10 / 1_000 * 1_000)))
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();
        assertThat(figure(said, "heap in use after a collection: ([0-9.]+) MiB"))
                .isLessThan(HEAP_MIB_MAX);
        assertThat(figure(said, "resident at most: ([0-9]+) MiB")).isLessThan(RESIDENT_MIB_MAX);
    }

    private static double figure(String said, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
