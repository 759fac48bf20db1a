package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final Set<String> KNOWN = Set.of("name", "theme", "downloads");

    @Test
    void koreanValuesAreReadAsUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("settings");
        Files.writeString(file, "# 설정\nname = 하나\n\ntheme=dark\n");
        assertThat(SettingsFile.read(file, KNOWN)).isEqualTo(Map.of("name", "하나", "theme", "dark"));
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndThePossibleOnes() {
        assertThatThrownBy(() -> parse("name = a\n\nthemes = dark\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("x, line 3: there is no setting \"themes\"; possible are downloads, name, theme");
    }

    @Test
    void aLineAfterAContinuedOneKeepsItsNumber() {
        assertThatThrownBy(() -> parse("name = a\\\n  b\nbogus = 1\n")).hasMessageContaining("line 3:");
    }

    @Test
    void aDoubledKeyIsRefusedWithBothLines() {
        assertThatThrownBy(() -> parse("name = a\nname = b\n"))
                .hasMessage("x, line 2: \"name\" stands in line 1 already; remove one");
    }

    @Test
    void aMalformedEscapeIsRefusedWithItsLine() {
        assertThatThrownBy(() -> parse("name = \\u12\n")).hasMessageStartingWith("x, line 1:");
    }

    @Test
    void octetsThatAreNotUtf8AreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("settings");
        Files.write(file, "name = caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SettingsFile.read(file, KNOWN))
                .hasMessage("The settings file " + file + " isn't UTF-8 text; save it as UTF-8");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("nowhere");
        assertThatThrownBy(() -> SettingsFile.read(file, KNOWN))
                .hasMessage("There is no settings file " + file + "; check the name");
    }

    @Test
    void changingOneSettingLeavesCommentsAndOthersAlone() throws IOException {
        String text = "# mine\nname = a\ntheme = dark\n";
        assertThat(SettingsFile.withSetting(text, "name", "b")).isEqualTo("# mine\nname = b\ntheme = dark\n");
        assertThat(SettingsFile.withSetting(text, "downloads", "/x")).isEqualTo(text + "downloads = /x\n");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (String value : List.of("plain", " leading", "back\\slash", "a = b # c", "tab\there", "두 줄\n입니다", "")) {
            String text = SettingsFile.withSetting("", "name", value);
            assertThat(parse(text).get("name").value()).isEqualTo(value.strip());
        }
    }

    private static Map<String, SettingsFile.Entry> parse(String text) throws IOException {
        return SettingsFile.parse(text, "x", KNOWN);
    }
}
