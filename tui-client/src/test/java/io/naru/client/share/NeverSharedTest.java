package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which folders nobody may share, even by a slip. */
class NeverSharedTest {
    @TempDir
    private Path folder;

    private void check(Path shared, Path own) throws IOException {
        NeverShared.check(shared.toRealPath(), Optional.of(own));
    }

    @Test
    void allOfTheComputerIsRefused() {
        assertThatThrownBy(() -> NeverShared.check(folder.getRoot(), Optional.empty()))
                .hasMessage("it is all of this computer; choose a folder below it");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTheSystemTellsAboutItselfIsRefused() {
        for (String path : new String[] {"/proc", "/proc/self", "/sys"}) {
            assertThatThrownBy(() -> check(Path.of(path), folder)).hasMessageContaining("about itself");
        }
    }

    @Test
    void whereTheKeyWouldBeSeenIsRefusedAndWhereItIsHiddenIsNot() throws IOException {
        Path own = Files.createDirectories(folder.resolve("home/.local/share/naru"));
        Files.createDirectories(own.resolve("talk"));
        Files.createDirectories(folder.resolve("home/.local/share/other"));
        for (String seen : new String[] {"", "/talk", "/..", "/../.."}) {
            assertThatThrownBy(() -> check(Path.of(own + seen), own)).hasMessageContaining("keeps your key");
        }
        for (String hidden : new String[] {"home", "home/.local/share/other", ""}) {
            assertThatCode(() -> check(folder.resolve(hidden), own)).doesNotThrowAnyException();
        }
        Path link = Files.createSymbolicLink(folder.resolve("home/data"), own);
        assertThatThrownBy(() -> check(link, own)).hasMessageContaining("keeps your key");
    }

    @Test
    void whereNothingIsKeptYetItCouldBe() {
        Path own = folder.resolve("data/naru");
        assertThatThrownBy(() -> NeverShared.check(folder, Optional.of(own))).hasMessageContaining("keeps your key");
    }
}
