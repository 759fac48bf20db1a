package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.Password;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordReaderTest {

    private static final InputStream NO_INPUT = InputStream.nullInputStream();

    private final List<char[]> typed = new ArrayList<>();
    private final List<String> prompts = new ArrayList<>();

    private static Password line(byte[] input) throws IOException {
        return new PasswordReader(Optional.empty(), new ByteArrayInputStream(input), false).read("minsu");
    }

    private static Password line(String input) throws IOException {
        return line(input.getBytes(StandardCharsets.UTF_8));
    }

    private Password type(String... answers) throws IOException {
        for (String answer : answers) {
            typed.add(answer == null ? null : answer.toCharArray());
        }
        PasswordReader.HiddenInput terminal = prompt -> {
            prompts.add(prompt);
            return typed.get(prompts.size() - 1);
        };
        return new PasswordReader(Optional.of(terminal), NO_INPUT, false).read("minsu");
    }

    private static String text(Password password) {
        return new String(password.octets(), StandardCharsets.UTF_8);
    }

    @Test
    void lineOfStandardInputIsThePassword() throws IOException {
        assertThat(text(line("two words \nmore"))).isEqualTo("two words ");
        assertThat(text(line("비밀번호"))).isEqualTo("비밀번호");
        assertThat(text(line("windows\r\n"))).isEqualTo("windows");
    }

    @Test
    void longestPasswordIs256Octets() throws IOException {
        assertThat(line("x".repeat(256) + "\r\n").octets()).hasSize(256);
        assertThat(line("나".repeat(85) + "x\n").octets()).hasSize(256);
        assertThatThrownBy(() -> line("x".repeat(257) + "\n")).hasMessage("A password has 256 octets at most.");
        assertThatThrownBy(() -> line("x".repeat(100_000))).hasMessage("A password has 256 octets at most.");
    }

    @Test
    void emptyLineAndEmptyInputAreRefused() {
        assertThatThrownBy(() -> line("\n")).hasMessage("The password is empty.");
        assertThatThrownBy(() -> line("")).hasMessage("No password came from standard input; send it as one line");
    }

    @Test
    void controlsAndOctetsThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> line("a\u001fb\n")).hasMessage("A password can't hold control characters.");
        assertThatThrownBy(() -> line(new byte[] {'a', (byte) 0xFF, '\n'}))
                .hasMessage("The password isn't UTF-8 text; nothing was changed");
    }

    @Test
    void terminalIsAskedTwiceAndWhatWasTypedIsWiped() throws IOException {
        assertThat(text(type("ferry", "ferry"))).isEqualTo("ferry");

        assertThat(prompts).containsExactly("Password for minsu: ", "The same again: ");
        assertThat(typed).allSatisfy(characters -> assertThat(characters).containsOnly('\0'));
    }

    @Test
    void twoDifferentPasswordsAreRefusedAndWiped() {
        assertThatThrownBy(() -> type("ferry", "fery")).hasMessage("The two passwords differ; nothing was changed");

        assertThat(typed).allSatisfy(characters -> assertThat(characters).containsOnly('\0'));
    }

    @Test
    void endOfTheTerminalIsRefused() {
        assertThatThrownBy(() -> type((String) null)).hasMessage("No password was typed; nothing was changed");
    }

    @Test
    void badPasswordIsRefusedBeforeItIsAskedAgain() {
        assertThatThrownBy(() -> type("")).hasMessage("The password is empty.");

        assertThat(prompts).hasSize(1);
    }

    @Test
    void nothingIsReadThatWouldBeSeenWhileItIsTyped() {
        InputStream input = new ByteArrayInputStream("ferry\n".getBytes(StandardCharsets.UTF_8));
        PasswordReader reader = new PasswordReader(Optional.empty(), input, true);

        assertThatThrownBy(() -> reader.read("minsu")).hasMessageStartingWith("The password would be seen");
    }
}
