package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arbitrary octets give messages or one {@link ProtocolException}, in bounded memory; {@link FuzzTarget} is the table. */
class FuzzTest {
    private static final int LIMIT = 2048;

    @ParameterizedTest
    @EnumSource
    void theCorpusHolds(FuzzTarget target) throws Exception {
        List<byte[]> corpus = corpus(target);
        assertThat(corpus).isNotEmpty();
        for (byte[] octets : corpus) {
            for (int step = 1; step <= octets.length; step++) {
                check(target, octets, step);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void arbitraryOctetsHold(FuzzTarget target) {
        Seeds.run(3000, random -> {
            byte[] octets = new byte[random.nextInt(random.nextInt(20) == 0 ? 3 * LIMIT : 60)];
            random.nextBytes(octets);
            int range = 1 + random.nextInt(256);
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) ((octets[i] & 0xFF) % range);
            }
            check(target, octets, 1 + random.nextInt(40));
        });
    }

    @ParameterizedTest
    @EnumSource
    void brokenFramesHold(FuzzTarget target) throws Exception {
        List<byte[]> corpus = corpus(target);
        Seeds.run(4000, random -> {
            byte[] octets = random.nextInt(3) == 0
                    ? corpus.get(random.nextInt(corpus.size()))
                    : target.valid(new RandomMessages(random));
            for (int i = random.nextInt(4); i >= 0; i--) {
                octets = mutated(random, octets);
            }
            check(target, octets, 1 + random.nextInt(40));
        });
    }

    private static void check(FuzzTarget target, byte[] octets, int step) throws ProtocolException {
        List<Object> whole = outcome(target, octets, Math.max(1, octets.length));
        List<Object> inPieces = outcome(target, octets, step);
        assertThat(inPieces).as(HexFormat.of().formatHex(octets)).isEqualTo(whole);
    }

    /** The frames, and the fault that ended them if one did. */
    private static List<Object> outcome(FuzzTarget target, byte[] octets, int step) throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        List<Object> outcome = new ArrayList<>();
        for (int at = 0; at < octets.length; at += step) {
            ByteBuffer piece = ByteBuffer.wrap(octets, at, Math.min(step, octets.length - at));
            try {
                for (Frame frame = decoder.next(piece); frame != null; frame = decoder.next(piece)) {
                    outcome.add(frame);
                    checkFrame(target, frame);
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

    private static void checkFrame(FuzzTarget target, Frame frame) throws ProtocolException {
        assertThat(frame.toString().chars()).allMatch(c -> c >= 0x20 && c < 0x7F);
        Optional<byte[]> rewritten;
        try {
            rewritten = target.rewritten(frame);
        } catch (ProtocolException e) {
            assertThat(e.getMessage().chars()).allMatch(c -> c >= 0x20 && c < 0x7F);
            return;
        }
        if (rewritten.isPresent()) {
            byte[] octets = rewritten.get();
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            Frame again = new FrameDecoder(Math.max(4, octets.length)).next(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(target.rewritten(again))
                    .hasValueSatisfying(o -> assertThat(o).isEqualTo(octets));
        }
    }

    private static byte[] mutated(Random random, byte[] octets) {
        byte[] copy = octets.clone();
        int at = random.nextInt(Math.max(1, copy.length));
        switch (random.nextInt(7)) {
            case 0 -> flip(random, copy, at);
            case 1 -> {
                return joined(Arrays.copyOf(copy, at), copy);
            }
            case 2 -> {
                return Arrays.copyOf(copy, at);
            }
            case 3 -> {
                byte[] separator = {(byte) random.nextInt(0x21)};
                return joined(Arrays.copyOf(copy, at), separator, Arrays.copyOfRange(copy, at, copy.length));
            }
            case 4 -> {
                byte[] grown = new byte[random.nextInt(LIMIT)];
                Arrays.fill(grown, (byte) "9%a. /".charAt(random.nextInt(6)));
                return joined(Arrays.copyOf(copy, at), grown, Arrays.copyOfRange(copy, at, copy.length));
            }
            case 5 -> {
                int end = at + random.nextInt(copy.length - at + 1);
                return joined(Arrays.copyOf(copy, at), Arrays.copyOfRange(copy, end, copy.length));
            }
            default -> {
                if (copy.length > 0) {
                    copy[0] = (byte) random.nextInt(18);
                }
            }
        }
        return copy;
    }

    private static void flip(Random random, byte[] octets, int at) {
        if (at < octets.length) {
            octets[at] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            octets.writeBytes(part);
        }
        return octets.toByteArray();
    }

    /** The inputs of a target: one a line in hex, with what is special about it behind a bar. */
    private static List<byte[]> corpus(FuzzTarget target) throws IOException {
        String resource = "/io/naru/common/fuzz/" + target.name().toLowerCase(Locale.ROOT) + ".hex";
        try (InputStream in = Objects.requireNonNull(FuzzTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('|')).replace(" ", ""))
                    .map(HexFormat.of()::parseHex)
                    .toList();
        }
    }
}
