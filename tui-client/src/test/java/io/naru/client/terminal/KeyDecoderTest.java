package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.input.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
    private final List<TerminalInput> inputs = new ArrayList<>();
    private final KeyDecoder decoder = new KeyDecoder(inputs::add);

    /** In the notation of the tests ^ stands for ESC, since a table of tests can't hold it. */
    @ParameterizedTest
    @CsvSource({
        "x, x",
        "한, 한",
        "😀, 😀",
        "^[A, Up",
        "^[B, Down",
        "^[C, Right",
        "^[D, Left",
        "^[H, Home",
        "^[F, End",
        "^[1~, Home",
        "^[4~, End",
        "^[7~, Home",
        "^[8~, End",
        "^[2~, Insert",
        "^[3~, Delete",
        "^[5~, PgUp",
        "^[6~, PgDn",
        "^[Z, Shift+Tab",
        "^[1;5C, Ctrl+Right",
        "^[1;3D, Alt+Left",
        "^[1;2A, Shift+Up",
        "^[1;8B, Ctrl+Alt+Shift+Down",
        "^[5;3~, Alt+PgUp",
        "^[1;3H, Alt+Home",
        "^^[A, Alt+Up",
        "^^[5~, Alt+PgUp",
        "^OA, Ctrl+Up",
        "^OP, F1",
        "^OQ, F2",
        "^OR, F3",
        "^OS, F4",
        "^[11~, F1",
        "^[[A, F1",
        "^[[E, F5",
        "^[15~, F5",
        "^[17~, F6",
        "^[24~, F12",
        "^[1;2R, Shift+F3",
        "^[13;3u, Alt+Enter",
        "^[27;5;13~, Ctrl+Enter",
        "^x, Alt+x",
        "^X, Alt+X",
        "^1, Alt+1",
        "^한, Alt+한",
        "^😀, Alt+😀",
    })
    void sequenceIsOneKeyHoweverItIsCut(String notation, String key) {
        byte[] octets = octets(notation.replace('^', '\033'));
        for (int cut = 0; cut <= octets.length; cut++) {
            inputs.clear();
            decoder.onOctets(octets, 0, cut);
            decoder.onOctets(octets, cut, octets.length - cut);
            assertThat(inputs).as("cut at %d", cut).containsExactly(pressed(key));
            assertThat(decoder.patienceNanos()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, Ctrl+Space",
        "1, Ctrl+A",
        "3, Ctrl+C",
        "8, Backspace",
        "9, Tab",
        "10, Enter",
        "13, Enter",
        "19, Ctrl+S",
        "26, Ctrl+Z",
        "28, Ctrl+\\",
        "31, Ctrl+_",
        "127, Backspace",
    })
    void controlOctetsAreKeysAndWithEscapeAltKeys(int octet, String key) {
        feed(Character.toString(octet));
        feed("\033" + Character.toString(octet));

        assertThat(inputs)
                .containsExactly(
                        pressed(key),
                        new TerminalInput.KeyPressed(Key.parse(key).withAlt()));
    }

    @Test
    void escapeAloneIsAKeyAfterSilence() {
        feed("\033");
        assertThat(inputs).isEmpty();
        assertThat(decoder.patienceNanos()).isEqualTo(KeyDecoder.SEQUENCE_PATIENCE_NANOS);

        decoder.onSilence();
        feed("x");

        assertThat(inputs).containsExactly(pressed("Esc"), pressed("x"));
    }

    @Test
    void escapePressedOftenIsAsManyKeys() {
        feed("\033\033\033\033");
        decoder.onSilence();

        assertThat(inputs).containsExactly(pressed("Esc"), pressed("Esc"), pressed("Esc"), pressed("Esc"));
    }

    @Test
    void beginningsOfSequencesAreAltKeysAfterSilence() {
        for (String begun : List.of("[", "O", "]")) {
            inputs.clear();
            feed("\033" + begun);
            decoder.onSilence();
            assertThat(inputs).containsExactly(pressed("Alt+" + begun));
        }
    }

    @Test
    void sequencesThatAreNoKeysVanish() {
        feed("a\033[I\033[O\033[12;40R\033[?62;22c\033[<0;10;10M\033[99~\033[1;2;3;4;5A\033[>41;0;0c");
        feed("\033]11;rgb:0000/0000/0000\007\033]0;title\033\\b\033[" + "1;".repeat(400) + "Ac");

        assertThat(inputs).containsExactly(pressed("a"), pressed("b"), pressed("c"));
    }

    @Test
    void brokenSequenceLosesItselfOnly() {
        feed("\033[1;\033[Ax\033[12\rO\033O\033[B");

        assertThat(inputs)
                .containsExactly(
                        pressed("Up"), pressed("x"), pressed("Enter"), pressed("O"), pressed("Alt+O"), pressed("Down"));
    }

    @Test
    void pasteIsOnePieceHoweverItIsCut() {
        byte[] octets = octets("\033[200~첫 줄\r둘째\033[A \033[201 \t😀\r\n\033[201~x");
        for (int cut = 0; cut <= octets.length; cut++) {
            inputs.clear();
            decoder.onOctets(octets, 0, cut);
            decoder.onOctets(octets, cut, octets.length - cut);
            assertThat(inputs)
                    .as("cut at %d", cut)
                    .containsExactly(new TerminalInput.Pasted("첫 줄\n둘째\033[A \033[201 \t😀\n", false), pressed("x"));
        }
    }

    @Test
    void endlessPasteIsCutAndItsRestDropped() {
        String line = "0123456789abcdef".repeat(64);
        feed("\033[200~");
        for (int sent = 0; sent <= KeyDecoder.PASTE_CHARS_MAX; sent += line.length()) {
            feed(line);
        }
        feed("\033[201~x");

        assertThat(inputs).hasSize(2);
        assertThat(inputs.get(0)).isInstanceOfSatisfying(TerminalInput.Pasted.class, paste -> {
            assertThat(paste.truncated()).isTrue();
            assertThat(paste.text()).hasSize(KeyDecoder.PASTE_CHARS_MAX);
        });
        assertThat(inputs.get(1)).isEqualTo(pressed("x"));
    }

    @Test
    void pasteWhoseEndIsLostEndsBySilence() {
        feed("\033[200~abc\033[2");
        assertThat(decoder.patienceNanos()).isEqualTo(KeyDecoder.PASTE_PATIENCE_NANOS);
        decoder.onSilence();
        feed("x");

        assertThat(inputs).containsExactly(new TerminalInput.Pasted("abc\033[2", false), pressed("x"));
    }

    @Test
    void whatIsNotUtf8IsShownAsSuchAndNothingElseIsLost() {
        byte[] octets = {
            'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82, 'c', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 27, 91, 65
        };
        decoder.onOctets(octets, 0, octets.length);

        assertThat(inputs)
                .containsExactly(
                        pressed("a"),
                        pressed("\uFFFD"),
                        pressed("b"),
                        pressed("\uFFFD"),
                        pressed("c"),
                        pressed("\uFFFD"),
                        pressed("Up"));
    }

    @Test
    void anyOctetsAreTakenAndCutsDoNotMatter() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String alphabet = "\033\033\033[[O]~;0129ABRZMu\007\\\r\n\tx한😀?<";
        for (int round = 0; round < 3_000; round++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            if (round % 4 != 0) {
                StringBuilder text = new StringBuilder();
                random.ints(30, 0, alphabet.codePointCount(0, alphabet.length()))
                        .forEach(index ->
                                text.appendCodePoint(alphabet.codePoints().toArray()[index]));
                octets = octets(text.toString());
            }
            assertThat(decoded(octets, octets.length + 1, random))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(decoded(octets, 1 + random.nextInt(5), random));
        }
    }

    private static List<TerminalInput> decoded(byte[] octets, int pieceMax, Random random) {
        List<TerminalInput> found = new ArrayList<>();
        KeyDecoder fresh = new KeyDecoder(found::add);
        int at = 0;
        while (at < octets.length) {
            int piece = Math.min(octets.length - at, 1 + random.nextInt(pieceMax));
            fresh.onOctets(octets, at, piece);
            at += piece;
        }
        fresh.onSilence();
        return found;
    }

    private void feed(String text) {
        byte[] octets = octets(text);
        decoder.onOctets(octets, 0, octets.length);
    }

    private static TerminalInput pressed(String key) {
        return new TerminalInput.KeyPressed(Key.parse(key));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
