package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.link.RelayAddress;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSourceTest {
    private static final LoginTarget TARGET = new LoginTarget(UserName.of("alice"), new RelayAddress("lab", 7411));

    @TempDir
    private Path folder;

    @Test
    void theFirstLineOfAPrivateFileIsThePassword() throws IOException {
        Path file = file("비밀 번호\nsecond line\n", "rw-------");
        assertThat(source(null).password(Optional.of(file), TARGET)).isEqualTo(Password.of("비밀 번호"));
    }

    @Test
    void aFileThatOthersCanReadIsRefusedWithTheChmodToType() throws IOException {
        Path file = file("secret\n", "rw-r--r--");
        assertThatThrownBy(() -> source(null).password(Optional.of(file), TARGET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> source(null).password(Optional.of(file), TARGET))
                .hasMessage("There is no password file " + file + ".");
    }

    @Test
    void theTerminalIsAskedByNameAndRelayAndItsArrayIsWiped() throws IOException {
        char[] typed = "secret".toCharArray();
        String[] asked = new String[1];
        PasswordSource source = source(prompt -> {
            asked[0] = prompt;
            return typed;
        });
        assertThat(source.password(Optional.empty(), TARGET)).isEqualTo(Password.of("secret"));
        assertThat(asked[0]).isEqualTo("Password for alice at lab:7411: ");
        assertThat(typed).containsOnly('\0');
    }

    @Test
    void withoutATerminalTheFileIsAskedFor() {
        assertThatThrownBy(() -> source(null).password(Optional.empty(), TARGET))
                .hasMessageContaining("--password-file");
    }

    @Test
    void endOfInputAtThePromptIsNoPassword() {
        assertThatThrownBy(() -> source(prompt -> null).password(Optional.empty(), TARGET))
                .hasMessage("No password was typed.");
    }

    private static PasswordSource source(Environment.HiddenPrompt prompt) {
        return new PasswordSource(Optional.ofNullable(prompt));
    }

    private Path file(String text, String mode) throws IOException {
        Path file = folder.resolve("password");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }
}
