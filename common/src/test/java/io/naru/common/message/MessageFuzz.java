package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Octets of a connection, from the first to the message: frames, and what they mean to who receives them. */
enum MessageFuzz implements FuzzTarget {
    /** Octets of a client that said no HELLO. */
    CLIENT_BASE(messages -> MessageWriter.octets(messages.client())) {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.client(frame, Level.BASE).map(MessageWriter::octets);
        }
    },
    /** Octets of a client that said HELLO. */
    CLIENT_EXTENDED(messages -> MessageWriter.octets(messages.client())) {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.client(frame, Level.EXTENDED).map(MessageWriter::octets);
        }
    },
    /** Octets of a relay. */
    RELAY(messages -> MessageWriter.octets(messages.relay())) {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.relay(frame).map(MessageWriter::octets);
        }
    },
    /** What another user sends about files, as the relay passes it on. */
    FILE(messages -> MessageWriter.octets(messages.file())) {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            if (frame.commandOctet() == Frame.NO_COMMAND) {
                return Optional.empty();
            }
            checkEnvelope(frame);
            return MessageReader.file(frame).map(MessageWriter::octets);
        }
    },
    /** The first octets on a data connection. */
    PEER(messages -> MessageWriter.octets(messages.peer())) {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.peer(frame).map(MessageWriter::octets);
        }
    };

    private static final int LIMIT = 2048;
    private static final int EXAMPLES = 64;

    private final List<String> words = new ArrayList<>(List.of("\0", "\u001F", " ", "%0A", "\u0002\4", "naru/1"));

    MessageFuzz(Function<RandomMessages, byte[]> valid) {
        RandomMessages messages = new RandomMessages(new Random(1));
        for (int i = 0; i < EXAMPLES; i++) {
            words.add(new String(valid.apply(messages), StandardCharsets.UTF_8));
        }
    }

    /** Reads a frame's message and writes it again; empty when the frame has none for this target. */
    abstract Optional<byte[]> rewritten(Frame frame) throws ProtocolException;

    @Override
    public List<String> words() {
        return words;
    }

    /** The same however the octets are cut, in memory that the limit of a frame bounds. */
    @Override
    public String outcome(byte[] octets) throws ProtocolException {
        List<Object> whole = read(octets, Math.max(1, octets.length));
        int step = 1 + Math.floorMod(Arrays.hashCode(octets), 40);
        assertThat(read(octets, step).equals(whole))
                .as("the same in steps of %d", step)
                .isTrue();
        Set<String> meanings = new LinkedHashSet<>();
        for (Object part : whole) {
            meanings.add(part instanceof Frame frame ? meaning(frame) : part.toString());
        }
        return meanings.toString();
    }

    /** The frames, and the fault that ended them if one did. */
    private static List<Object> read(byte[] octets, int step) {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        List<Object> outcome = new ArrayList<>();
        for (int at = 0; at < octets.length; at += step) {
            ByteBuffer piece = ByteBuffer.wrap(octets, at, Math.min(step, octets.length - at));
            try {
                for (Frame frame = decoder.next(piece); frame != null; frame = decoder.next(piece)) {
                    outcome.add(frame);
                }
            } catch (ProtocolException e) {
                outcome.add(e.code());
                assertThat(decoder.heldOctets()).isZero();
                return outcome;
            }
            assertThat(decoder.heldOctets()).isLessThanOrEqualTo(LIMIT);
        }
        return outcome;
    }

    /** What a frame says, nothing, or a fault; what was read is written so that it reads the same. */
    private String meaning(Frame frame) throws ProtocolException {
        assertThat(FuzzText.isPrintable(frame.toString())).isTrue();
        Optional<byte[]> rewritten;
        try {
            rewritten = rewritten(frame);
        } catch (ProtocolException e) {
            assertThat(FuzzText.isSentence(e.getMessage())).isTrue();
            return e.getMessage();
        }
        if (rewritten.isEmpty()) {
            return "skipped";
        }
        byte[] octets = rewritten.get();
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        Frame again = new FrameDecoder(Math.max(4, octets.length)).next(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(rewritten(again).orElseThrow()).isEqualTo(octets);
        return frame.typeOctet() + "." + frame.commandOctet();
    }

    /** The relay passes frames on that it doesn't understand: with another name in it, the rest must stay as it was. */
    private static void checkEnvelope(Frame frame) {
        FileEnvelope envelope = FileEnvelope.of(frame);
        assertThat(envelope.octets()).isEqualTo(FrameEncoder.encode(frame));
        FileEnvelope swapped = envelope.with(UserName.of("kim"));
        assertThat(FileEnvelope.of(swapped.frame())).isEqualTo(swapped);
        assertThat(swapped.rest()).isEqualTo(envelope.rest());
    }
}
