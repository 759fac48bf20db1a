package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What others wrote and we use as a path, or as a file of ours. */
enum FileFuzz implements FuzzTarget {
    /** Names of files: a path inside of the folder, on every system, or a refusal. */
    SAFE_PATH("..", "/", "../", "a/", "~", "C:", "\\", "CON", ".", " ", "\u202e", "\u1112\u1161\u11ab") {
        @Override
        String outcomeOf(String text) throws IOException {
            String unix = outcomeBelow(UNIX.getPath("/home/kim/downloads"), text);
            String windows = outcomeBelow(WINDOWS.getPath("C:\\kim\\downloads"), text);
            return unix + " " + windows;
        }
    },
    /** Files of settings: settings that read back as they are when written, or one sentence with the line. */
    SETTINGS("theme", "name", " = ", "\\", "\\u00e9", "\\u", "#", "\n", "\r", "!", ":", "\f") {
        @Override
        String outcomeOf(String text) throws IOException {
            try {
                Map<String, SettingsFile.Entry> settings = SettingsFile.parse(text, "the file", KNOWN);
                String changed = SettingsFile.withSetting(text, "name", text);
                String value = SettingsFile.parse(changed, "the file", KNOWN)
                        .get("name")
                        .value();
                assertThat(value).isEqualTo(text.strip());
                settings.forEach((key, entry) -> assertThat(entry.line())
                        .isBetween(1, 1 + (int) text.lines().count()));
                return settings.keySet().toString();
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("the ");
                return e.getMessage().replaceAll("[^ a-z]+", "?");
            }
        }
    };

    private static final Set<String> KNOWN = Set.of("theme", "name");
    private static final FileSystem UNIX = Jimfs.newFileSystem(Configuration.unix());
    private static final FileSystem WINDOWS = Jimfs.newFileSystem(Configuration.windows());

    private final List<String> words;

    FileFuzz(String... words) {
        this.words = List.of(words);
    }

    abstract String outcomeOf(String text) throws IOException;

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public String outcome(byte[] octets) throws IOException {
        return outcomeOf(FuzzText.of(octets));
    }

    private static String outcomeBelow(Path folder, String text) throws IOException {
        return SafePath.under(folder, text).accept(new SafePath.Handler<String>() {
            @Override
            public String inside(Path path) {
                assertThat(path.startsWith(folder)).isTrue();
                assertThat(path).isEqualTo(path.normalize()).isNotEqualTo(folder);
                String relative = folder.relativize(path).toString().replace('\\', '/');
                assertThat(SafePath.refusal(relative)).isEmpty();
                assertThat(SafePath.under(folder, relative)).isEqualTo(new SafePath.Inside(path));
                return "inside";
            }

            @Override
            public String refused(String reason) {
                assertThat(FuzzText.isSentence(reason)).isTrue();
                return reason;
            }
        });
    }
}
