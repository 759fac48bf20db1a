package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TtyTest {
    @Test
    void sizeIsRowsBeforeColumns() throws IOException {
        assertThat(Tty.parseSize("40 120\n")).isEqualTo(new Tty.Size(120, 40));
    }

    @Test
    void terminalThatDoesNotKnowItsSizeIsTakenForTheUsualOne() throws IOException {
        assertThat(Tty.parseSize("0 0\n")).isEqualTo(new Tty.Size(80, 24));
        assertThat(Tty.parseSize("0 132\n")).isEqualTo(new Tty.Size(80, 24));
    }

    @Test
    void absurdSizeIsBounded() throws IOException {
        assertThat(Tty.parseSize("65535 65535")).isEqualTo(new Tty.Size(10_000, 10_000));
    }

    @Test
    void answerThatIsNoSizeIsAFailure() {
        for (String answer : new String[] {"", "40", "forty 120", "stty: standard input: Input/output error"}) {
            assertThatThrownBy(() -> Tty.parseSize(answer)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void terminalWithoutACursorIsRefusedInASentence() {
        assertThatThrownBy(() -> Tty.open(Map.of("TERM", "dumb")))
                .isInstanceOf(NoTerminalException.class)
                .hasMessageEndingWith(".")
                .hasMessageContaining("dumb");
        assertThatThrownBy(() -> Tty.open(Map.of()))
                .isInstanceOf(NoTerminalException.class)
                .hasMessageContaining("TERM");
    }
}
