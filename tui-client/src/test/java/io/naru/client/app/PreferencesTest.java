package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.state.Setting;
import io.naru.client.state.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAFileEverythingIsAsBuiltIn() throws IOException {
        assertThat(Preferences.read(folder.resolve("none"))).isEqualTo(Preferences.NONE);
    }

    @Test
    void aSettingThatIsSavedIsReadBackAndTheRestOfTheFileStays() throws IOException {
        Path file = folder.resolve("new/naru.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# 내 설정\nrelay = 하나@lab:7000\nbell = on\n");
        Preferences.save(file, Setting.BELL, "off");
        Preferences read = Preferences.read(file);
        assertThat(read.relay()).contains("하나@lab:7000");
        assertThat(read.settings().isBellOn()).isFalse();
        assertThat(Files.readString(file)).startsWith("# 내 설정\n");
    }

    @Test
    void theFirstSettingMakesAPrivateFile() throws IOException {
        Path file = folder.resolve("a/b/naru.properties");
        Preferences.save(file, Setting.THEME, "light");
        assertThat(Preferences.read(file).settings().theme()).isEqualTo("light");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void everySettingHasAKeyInTheFile() throws IOException {
        Path file = folder.resolve("naru.properties");
        for (Setting setting : Setting.values()) {
            Preferences.save(file, setting, Settings.DEFAULT.value(setting));
        }
        assertThat(Preferences.read(file).settings()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void aValueThatMeansNothingIsRefusedWithTheFile() throws IOException {
        Path file = folder.resolve("naru.properties");
        Files.writeString(file, "theme = purple\n");
        assertThatThrownBy(() -> Preferences.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("dark");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("naru.properties");
        Files.writeString(file, "themes = dark\n");
        assertThatThrownBy(() -> Preferences.read(file)).hasMessageContaining("line 1");
    }

    @Test
    void aPortIsReadAndAnythingElseRefused() throws IOException {
        Path file = folder.resolve("naru.properties");
        Files.writeString(file, "data-port = 7412\n");
        assertThat(Preferences.read(file).dataPort()).isEqualTo(7412);

        for (String none : new String[] {"65536", "-1", "many", "7412a"}) {
            Files.writeString(file, "data-port = " + none + "\n");
            assertThatThrownBy(() -> Preferences.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("data-port");
        }
    }
}
