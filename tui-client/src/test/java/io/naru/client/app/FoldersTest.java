package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
    @Test
    void settingsAndLogLieWhereXdgSaysByDefault() {
        Folders folders = Folders.of(Map.of("HOME", "/home/a"), "/elsewhere");
        assertThat(folders.settingsFile()).isEqualTo(Path.of("/home/a/.config/naru/naru.properties"));
        assertThat(folders.logFile()).isEqualTo(Path.of("/home/a/.local/state/naru/naru.log"));
        assertThat(folders.downloads()).isEqualTo(Path.of("/home/a/Downloads"));
    }

    @Test
    void xdgVariablesMoveThem() {
        Folders folders = Folders.of(
                Map.of("HOME", "/home/a", "XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s", "XDG_DATA_HOME", "/d"),
                "/elsewhere");
        assertThat(folders.config()).isEqualTo(Path.of("/c/naru"));
        assertThat(folders.state()).isEqualTo(Path.of("/s/naru"));
        assertThat(folders.data()).isEqualTo(Path.of("/d/naru"));
    }

    @Test
    void emptyAndRelativeVariablesCountAsUnset() {
        Folders folders = Folders.of(Map.of("HOME", "", "XDG_CONFIG_HOME", "relative"), "/home/b");
        assertThat(folders.config()).isEqualTo(Path.of("/home/b/.config/naru"));
    }

    @Test
    void tildeIsTheHomeAndOtherPathsCountFromTheWorkingFolder() {
        Folders folders = Folders.of(Map.of("HOME", "/home/a"), "/elsewhere");
        Path working = Path.of("/w");
        assertThat(folders.resolve("~", working)).isEqualTo(Path.of("/home/a"));
        assertThat(folders.resolve("~/x y", working)).isEqualTo(Path.of("/home/a/x y"));
        assertThat(folders.resolve("x/../y", working)).isEqualTo(Path.of("/w/y"));
        assertThat(folders.resolve("/abs", working)).isEqualTo(Path.of("/abs"));
        assertThat(folders.resolve("~bob", working)).isEqualTo(Path.of("/w/~bob"));
    }
}
