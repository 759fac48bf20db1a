package io.naru.client.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Screens that were looked at once and found right, kept as files in {@code src/test/resources/golden}. After a wanted
 * change run the tests with {@code -Dnaru.golden=write}, which writes them anew, and read the difference.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Compares the rows' text with the file {@code name.txt}. */
    public static void check(String name, ScreenDump dump) {
        checkText(name, dump.text());
    }

    /** Compares text, cursor and styles with the file {@code name.txt}. */
    public static void checkWithStyles(String name, ScreenDump dump) {
        checkText(name, dump.textWithStyles());
    }

    private static void checkText(String name, String actual) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("naru.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual, StandardCharsets.UTF_8);
                return;
            }
            assertThat(file).as("golden screen; -Dnaru.golden=write makes it").exists();
            assertThat(actual).as("golden screen %s", name).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Golden screen " + file + " could not be read or written", e);
        }
    }
}
