package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.input.Key;
import io.naru.common.testkit.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What comes from the terminal: the octets of its keyboard, its answers, and everything that is pasted. */
enum TerminalFuzz implements FuzzTarget {
    /** The same keys and pastes however the octets are cut, each printable, and never a state without a way out. */
    KEYS;

    @Override
    public List<String> words() {
        return List.of(
                "\u001b",
                "\u001b[",
                "\u001b[200~",
                "\u001b[201~",
                "\u001b]",
                "\u001b\\",
                "\u0007",
                "\u001bO",
                "\u001b[[",
                "\u001b[1;5C",
                ";",
                "~",
                "u",
                "\u001b[27;5;13~",
                "\r",
                "\ud83d\ude00");
    }

    @Override
    public String outcome(byte[] octets) {
        List<TerminalInput> whole = read(octets, Math.max(1, octets.length));
        int step = 1 + Math.floorMod(Arrays.hashCode(octets), 9);
        assertThat(read(octets, step).equals(whole))
                .as("the same in steps of %d", step)
                .isTrue();
        assertThat(whole.size()).isLessThanOrEqualTo(octets.length);
        Meanings meanings = new Meanings();
        whole.forEach(input -> input.accept(meanings));
        return meanings.seen.stream().distinct().toList().toString();
    }

    private static List<TerminalInput> read(byte[] octets, int step) {
        List<TerminalInput> inputs = new ArrayList<>();
        KeyDecoder decoder = new KeyDecoder(inputs::add);
        for (int at = 0; at < octets.length; at += step) {
            decoder.onOctets(octets, at, Math.min(step, octets.length - at));
        }
        // Silence ends everything, and what comes then is a key again.
        decoder.onSilence();
        assertThat(decoder.patienceNanos()).isZero();
        int before = inputs.size();
        decoder.onOctets(new byte[] {'x'}, 0, 1);
        assertThat(inputs.subList(before, inputs.size()))
                .containsExactly(new TerminalInput.KeyPressed(Key.character('x')));
        return inputs.subList(0, before);
    }

    private static final class Meanings implements TerminalInput.Handler {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void onKey(Key key) {
            assertThat(Key.parse(key.toString())).isEqualTo(key);
            seen.add(key.codePoint() > 0x7F ? key.kind().toString() : key.toString());
        }

        @Override
        public void onPaste(String text, boolean truncated) {
            assertThat(text.length()).isLessThanOrEqualTo(KeyDecoder.PASTE_CHARS_MAX);
            assertThat(text.indexOf('\r')).isNegative();
            seen.add("a paste");
        }

        @Override
        public void onResize(int columns, int rows) {
            throw new AssertionError("octets tell no size");
        }

        @Override
        public void onEndOfInput() {
            throw new AssertionError("octets tell no end");
        }
    }
}
