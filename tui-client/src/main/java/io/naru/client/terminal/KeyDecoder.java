package io.naru.client.terminal;

import io.naru.client.input.Key;
import io.naru.client.input.Key.Kind;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns the octets that a terminal sends into keys and pastes. However the octets are cut into pieces, the same comes
 * out, as long as the pause inside of a sequence is shorter than {@link #patienceNanos}; after a longer one,
 * {@link #onSilence} takes what is there for what it looks like: an Escape that nothing follows is the Escape key.
 *
 * <pre>
 *   GROUND --ESC--> ESCAPE --[--> CSI --0x40..0x7E--> key, or PASTE, or nothing
 *                     |   --O--> SS3 --any--> key
 *                     |   --]--> OSC --BEL or ESC \--> nothing
 *                     |   --ESC--> the same once more, with Alt
 *                     `----any--> key with Alt
 * </pre>
 *
 * <p>Threading: owned by the reader.
 */
final class KeyDecoder {
    /** What is kept of one paste, in chars; the rest is read and dropped. */
    static final int PASTE_CHARS_MAX = 1 << 20;

    /** A terminal sends a sequence in one piece; a slow network may still cut it. */
    static final long SEQUENCE_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    /** A paste whose end got lost must not swallow the keyboard for ever. */
    static final long PASTE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long OSC_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PARAMETERS_MAX = 32;
    private static final int ESC = 0x1B;
    private static final int BEL = 0x07;
    private static final String PASTE_END = "\u001b[201~";

    private enum State {
        GROUND,
        ESCAPE,
        CSI,
        CSI_LINUX,
        SS3,
        OSC,
        OSC_ESCAPE,
        PASTE
    }

    private final Consumer<TerminalInput> consumer;
    private final Utf8Assembler utf8 = new Utf8Assembler();
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder paste = new StringBuilder();
    private State state = State.GROUND;
    private boolean alt;
    private boolean oscHasContent;
    private boolean pasteTruncated;
    private int pasteEndMatched;

    KeyDecoder(Consumer<TerminalInput> consumer) {
        this.consumer = consumer;
    }

    /** How long to wait for more before calling {@link #onSilence}; 0 when there is no reason to. */
    long patienceNanos() {
        return switch (state) {
            case GROUND -> 0;
            case PASTE -> PASTE_PATIENCE_NANOS;
            case OSC, OSC_ESCAPE -> oscHasContent ? OSC_PATIENCE_NANOS : SEQUENCE_PATIENCE_NANOS;
            default -> SEQUENCE_PATIENCE_NANOS;
        };
    }

    /** Takes the octets from {@code offset} on; nothing of the array is kept. */
    void onOctets(byte[] octets, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            onOctet(octets[index] & 0xFF);
        }
    }

    /** Nothing came for {@link #patienceNanos}: whatever has begun is ended. */
    void onSilence() {
        State unfinished = state;
        boolean escapedTwice = alt;
        ground();
        utf8.reset();
        switch (unfinished) {
            case ESCAPE -> {
                emit(Key.of(Kind.ESCAPE));
                if (escapedTwice) {
                    emit(Key.of(Kind.ESCAPE));
                }
            }
            case CSI -> {
                if (parameters.isEmpty()) {
                    emitAlt('[');
                }
            }
            case SS3 -> emitAlt('O');
            case OSC -> {
                if (!oscHasContent) {
                    emitAlt(']');
                }
            }
            case PASTE -> endPaste();
            case GROUND, CSI_LINUX, OSC_ESCAPE -> {
                // Nothing of these is worth telling.
            }
        }
    }

    private void onOctet(int octet) {
        if (utf8.isInside() && !Utf8Assembler.continues(octet)) {
            utf8.reset();
            onCodePoint(Utf8Assembler.REPLACEMENT);
        }
        int codePoint = utf8.take(octet);
        if (codePoint != Utf8Assembler.INCOMPLETE) {
            onCodePoint(codePoint);
        }
    }

    private void onCodePoint(int codePoint) {
        switch (state) {
            case GROUND -> onGround(codePoint);
            case ESCAPE -> onEscape(codePoint);
            case CSI -> onCsi(codePoint);
            case CSI_LINUX -> finish(EscapeSequences.linuxConsole((char) codePoint));
            case SS3 -> onSs3(codePoint);
            case OSC -> onOsc(codePoint);
            case OSC_ESCAPE -> onOscEscape(codePoint);
            case PASTE -> onPaste(codePoint);
        }
    }

    private void onGround(int codePoint) {
        if (codePoint == ESC) {
            state = State.ESCAPE;
        } else {
            EscapeSequences.characterKey(codePoint).ifPresent(this::emit);
        }
    }

    private void onEscape(int codePoint) {
        switch (codePoint) {
            case '[' -> {
                parameters.setLength(0);
                state = State.CSI;
            }
            case 'O' -> state = State.SS3;
            case ']' -> {
                oscHasContent = false;
                state = State.OSC;
            }
            case ESC -> {
                // A third Escape can't belong to the first.
                if (alt) {
                    emit(Key.of(Kind.ESCAPE));
                }
                alt = true;
            }
            default -> {
                if (alt) {
                    emit(Key.of(Kind.ESCAPE));
                }
                ground();
                EscapeSequences.characterKey(codePoint).map(Key::withAlt).ifPresent(this::emit);
            }
        }
    }

    private void onCsi(int codePoint) {
        if (codePoint == '[' && parameters.isEmpty()) {
            state = State.CSI_LINUX;
        } else if (codePoint >= 0x40 && codePoint <= 0x7E) {
            endCsi((char) codePoint);
        } else if (codePoint >= 0x20 && codePoint < 0x40) {
            // Too long for any key: the length stays over the limit, and the sequence will mean nothing.
            if (parameters.length() <= PARAMETERS_MAX) {
                parameters.append((char) codePoint);
            }
        } else {
            ground();
            onGround(codePoint);
        }
    }

    private void endCsi(char finalCharacter) {
        if (finalCharacter == '~' && EscapeSequences.beginsPaste(parameters.toString())) {
            ground();
            paste.setLength(0);
            pasteTruncated = false;
            pasteEndMatched = 0;
            state = State.PASTE;
        } else if (parameters.length() > PARAMETERS_MAX) {
            ground();
        } else {
            finish(EscapeSequences.csi(parameters.toString(), finalCharacter));
        }
    }

    private void onSs3(int codePoint) {
        if (codePoint == ESC || codePoint < 0x20) {
            ground();
            emitAlt('O');
            onGround(codePoint);
        } else {
            finish(codePoint < 0x7F ? EscapeSequences.ss3((char) codePoint) : Optional.empty());
        }
    }

    private void onOsc(int codePoint) {
        if (codePoint == BEL) {
            ground();
        } else if (codePoint == ESC) {
            state = State.OSC_ESCAPE;
        } else {
            oscHasContent = true;
        }
    }

    private void onOscEscape(int codePoint) {
        if (codePoint == '\\') {
            ground();
        } else {
            alt = false;
            state = State.ESCAPE;
            onEscape(codePoint);
        }
    }

    /** Everything up to the end mark is text, be it keys or sequences elsewhere. */
    private void onPaste(int codePoint) {
        if (codePoint == PASTE_END.charAt(pasteEndMatched)) {
            pasteEndMatched++;
            if (pasteEndMatched == PASTE_END.length()) {
                pasteEndMatched = 0;
                ground();
                endPaste();
            }
            return;
        }
        if (pasteEndMatched > 0) {
            appendPasted(PASTE_END.substring(0, pasteEndMatched));
            pasteEndMatched = 0;
            onPaste(codePoint);
            return;
        }
        appendPasted(Character.toString(codePoint));
    }

    private void appendPasted(String text) {
        if (!pasteTruncated && paste.length() + text.length() <= PASTE_CHARS_MAX) {
            paste.append(text);
        } else {
            pasteTruncated = true;
        }
    }

    private void endPaste() {
        if (pasteEndMatched > 0) {
            appendPasted(PASTE_END.substring(0, pasteEndMatched));
            pasteEndMatched = 0;
        }
        // Terminals send what Enter would send at the ends of lines.
        String text = paste.toString().replace("\r\n", "\n").replace('\r', '\n');
        paste.setLength(0);
        paste.trimToSize();
        consumer.accept(new TerminalInput.Pasted(text, pasteTruncated));
    }

    private void finish(Optional<Key> key) {
        boolean withAlt = alt;
        ground();
        key.map(found -> withAlt ? found.withAlt() : found).ifPresent(this::emit);
    }

    private void emitAlt(char character) {
        emit(Key.alt(character));
    }

    private void emit(Key key) {
        consumer.accept(new TerminalInput.KeyPressed(key));
    }

    private void ground() {
        state = State.GROUND;
        alt = false;
    }
}
