package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.input.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TerminalReaderTest {
    private static final String SILENCE = "";

    private final List<TerminalInput> inputs = new ArrayList<>();
    private final List<Long> patience = new ArrayList<>();

    @Test
    void waitsInsideOfASequenceOnly() {
        read("a\033", "[A", "\033", SILENCE, "b");

        assertThat(inputs)
                .containsExactly(
                        pressed("a"), pressed("Up"), pressed("Esc"), pressed("b"), new TerminalInput.EndOfInput());
        assertThat(patience)
                .containsExactly(
                        0L, KeyDecoder.SEQUENCE_PATIENCE_NANOS, 0L, KeyDecoder.SEQUENCE_PATIENCE_NANOS, 0L, 0L);
    }

    @Test
    void endIsToldOnceAndNothingIsReadAfterIt() {
        read();

        assertThat(inputs).containsExactly(new TerminalInput.EndOfInput());
        assertThat(patience).hasSize(1);
    }

    @Test
    void terminalThatFailsHasEnded() {
        new TerminalReader(
                        (octets, timeoutNanos) -> {
                            throw new IOException("Input/output error");
                        },
                        inputs::add)
                .run();

        assertThat(inputs).containsExactly(new TerminalInput.EndOfInput());
    }

    private void read(String... pieces) {
        Queue<String> waiting = new ArrayDeque<>(List.of(pieces));
        new TerminalReader(
                        (octets, timeoutNanos) -> {
                            patience.add(timeoutNanos);
                            if (waiting.isEmpty()) {
                                return TimedInput.END;
                            }
                            byte[] piece = waiting.remove().getBytes(StandardCharsets.UTF_8);
                            System.arraycopy(piece, 0, octets, 0, piece.length);
                            return piece.length;
                        },
                        inputs::add)
                .run();
    }

    private static TerminalInput pressed(String key) {
        return new TerminalInput.KeyPressed(Key.parse(key));
    }
}
