package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.event.ShareAudience;
import io.naru.client.event.ShareSetting;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a shared folder is written, and kept in the file of settings. */
class ShareLineTest {
    @TempDir
    private Path folder;

    private static ShareSetting parse(String line) {
        return ShareLine.parse(line, typed -> Path.of("/home/mina").resolve(typed));
    }

    @Test
    void aFolderAloneIsForEverybodyUnderItsOwnName() {
        assertThat(parse("Music")).isEqualTo(ShareSetting.of(Path.of("/home/mina/Music")));
        assertThat(parse("my  old music").folder()).isEqualTo(Path.of("/home/mina/my  old music"));
        assertThat(parse("/").name()).isEqualTo("share");
    }

    @Test
    void nameAudienceAndPatternsStandBehindTheirWords() {
        assertThat(parse("\"work for bob\" as Bob's work for bob,#team only *.txt *.md except drafts/"))
                .isEqualTo(new ShareSetting(
                        "Bob's work",
                        Path.of("/home/mina/work for bob"),
                        ShareAudience.of(List.of("bob", "#team")),
                        List.of("*.txt", "*.md"),
                        List.of("drafts/")));
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        for (String line : List.of("Music", "a b as c d for kim", "사진 only *.jpg except \"a b/\"")) {
            ShareSetting setting = parse(line);
            assertThat(parse(ShareLine.write(setting))).isEqualTo(setting);
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedInASentence() {
        for (String line : List.of("", "as x", "a as", "a as x/y", "a as ..", "a for 1+1", "a for", "a as b as c")) {
            assertThatThrownBy(() -> parse(line))
                    .as(line)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageEndingWith(".");
        }
    }

    @Test
    void sharesAreKeptAndDroppedInTheFileOfSettings() throws IOException {
        Path file = folder.resolve("naru.properties");
        Preferences.saveShare(file, parse("a for kim"));
        Preferences.saveShare(file, parse("b"));
        Preferences.saveShare(file, parse("a except *.tmp"));
        assertThat(Preferences.read(file).shares().stream().map(ShareLineTest::parse))
                .containsExactly(parse("b"), parse("a except *.tmp"));
        Preferences.dropShare(file, Optional.of("b"));
        assertThat(Preferences.read(file).shares()).hasSize(1);
        Preferences.dropShare(file, Optional.empty());
        assertThat(Preferences.read(file).shares()).isEmpty();
    }
}
