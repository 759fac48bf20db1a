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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSourceTest {
    private static final LoginTarget TARGET = new LoginTarget(UserName.of("alice"), new RelayAddress("lab", 7411));

    @TempDir
    private Path folder;

    @Test
    void theFirstLineOfAPrivateFileIsThePassword() throws IOException {
        Path file = file("비밀 번호\nsecond line\n", "rw-------");
        assertThat(PasswordSource.fromFile(file)).isEqualTo(Password.of("비밀 번호"));
    }

    @Test
    void aFileThatOthersCanReadIsRefusedWithTheChmodToType() throws IOException {
        Path file = file("secret\n", "rw-r--r--");
        assertThatThrownBy(() -> PasswordSource.fromFile(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> PasswordSource.fromFile(file)).hasMessage("There is no password file " + file + ".");
    }

    @Test
    void theTerminalIsAskedByNameAndRelayAndItsArrayIsWiped() throws IOException {
        char[] typed = "secret".toCharArray();
        String[] asked = new String[1];
        PasswordSource source = source(prompt -> {
            asked[0] = prompt;
            return typed;
        });
        assertThat(source.typed(TARGET.user(), TARGET.relay().toString())).isEqualTo(Password.of("secret"));
        assertThat(asked[0]).isEqualTo("Password for alice at lab:7411: ");
        assertThat(typed).containsOnly('\0');
    }

    @Test
    void withoutATerminalTheFileIsAskedFor() {
        assertThatThrownBy(
                        () -> source(null).typed(TARGET.user(), TARGET.relay().toString()))
                .hasMessageContaining("--password-file");
    }

    @Test
    void endOfInputAtThePromptIsNoPassword() {
        assertThatThrownBy(() -> source(prompt -> null)
                        .typed(TARGET.user(), TARGET.relay().toString()))
                .hasMessage("No password was typed.");
    }

    @Test
    void aNewPasswordIsTypedTwiceTheSame() throws IOException {
        Iterator<String> same = List.of("one", "one").iterator();
        assertThat(source(question -> same.next().toCharArray()).chosen(TARGET.user(), "lab:7411"))
                .isEqualTo(Password.of("one"));
        Iterator<String> other = List.of("one", "two").iterator();
        assertThatThrownBy(() -> source(question -> other.next().toCharArray()).chosen(TARGET.user(), "lab:7411"))
                .hasMessageContaining("differ");
    }

    private record Typed(Function<String, char[]> secrets) implements Environment.Prompt {
        @Override
        public char[] secret(String question) {
            return secrets.apply(question);
        }

        @Override
        public String line(String question) {
            throw new AssertionError("only passwords are asked for: " + question);
        }
    }

    private static PasswordSource source(Function<String, char[]> secrets) {
        return new PasswordSource(Optional.ofNullable(secrets).map(Typed::new));
    }

    private Path file(String text, String mode) throws IOException {
        Path file = folder.resolve("password");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }
}
